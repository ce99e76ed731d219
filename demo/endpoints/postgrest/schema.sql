-- A letter box in a PostgreSQL database behind PostgREST, as Supabase has it. Run this once, as the
-- database's owner (in Supabase: SQL Editor). README.md, one folder up, has the steps.
--
-- Pages write as the role `anon`, whose key is public. That role can put letters in and do nothing
-- else: it cannot read, change, count or delete them. It learns that an id is taken only by sending
-- another letter under it.
--
-- Written for the schema `public`, PostgreSQL 12 or newer.

begin;

-- Supabase has this role. For a PostgREST of your own it is the `db-anon-role`.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'anon') then
    create role anon nologin;
  end if;
end
$$;

-- Which schools may send, by the name in `data-site`: one row for each.
create table public.l30_sites (
  site text primary key check (site <> '')
);
insert into public.l30_sites values ('hollybrook');

create table public.l30_letters (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  site text not null,
  widget text not null check (widget in ('question-card', 'mood-check-in', 'reflection-form', 'newsletter-signup')),
  -- The letter's own text, byte for byte: `jsonb` would rewrite it, and refuses characters that a
  -- pupil can type.
  letter text not null
    check (octet_length(letter) <= 65536)
    check (letter::json is not null),
  received_at timestamptz not null default clock_timestamp(),
  -- PostgreSQL reads no text out of JSON that holds \u0000 or half a surrogate pair anywhere, so
  -- this looks at a copy without escapes. No id, site or widget needs one.
  constraint l30_letters_letter_is_its_own check (
    (regexp_replace(letter, '\\(u[0-9a-fA-F]{4}|.)', '', 'g')::json ->> 'id') is not distinct from id
    and (regexp_replace(letter, '\\(u[0-9a-fA-F]{4}|.)', '', 'g')::json ->> 'site') is not distinct from site
    and (regexp_replace(letter, '\\(u[0-9a-fA-F]{4}|.)', '', 'g')::json ->> 'widget') is not distinct from widget
  )
);

-- A letter that comes again is taken without a second row, and answered like the first. Another
-- letter under a known id is refused, and the first stays. Without this, both would be answered
-- 409, and a sender could not tell "already here" from "never kept".
create function public.l30_before_letter() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  first public.l30_letters;
begin
  if not exists (select from public.l30_sites where site = new.site) then
    raise sqlstate 'PT422' using message = 'unknown-site', detail = 'The site is not one of those in l30_sites.';
  end if;
  -- Copies that arrive together wait for each other here; the next statement then sees the first.
  perform pg_advisory_xact_lock(hashtextextended('l30 ' || new.id, 0));
  select * into first from public.l30_letters where id = new.id;
  if not found then
    return new;
  end if;
  if (first.site, first.widget, first.letter) = (new.site, new.widget, new.letter) then
    return null;
  end if;
  raise sqlstate 'PT422' using message = 'id-reused', detail = 'The letter first stored with this id stays as it is.';
end
$$;

create trigger l30_before_letter before insert on public.l30_letters
  for each row execute function public.l30_before_letter();

-- Supabase gives its roles every right on a new table; this takes them back before it gives one.
alter table public.l30_sites enable row level security;
alter table public.l30_letters enable row level security;
revoke all on public.l30_sites, public.l30_letters from public, anon;
revoke all on function public.l30_before_letter() from public, anon;
do $$
begin
  if exists (select from pg_catalog.pg_roles where rolname = 'authenticated') then
    revoke all on public.l30_sites, public.l30_letters from authenticated;
    revoke all on function public.l30_before_letter() from authenticated;
  end if;
end
$$;
grant usage on schema public to anon;
grant insert (id, site, widget, letter) on public.l30_letters to anon;
create policy "anyone may put a letter in" on public.l30_letters for insert to anon with check (true);

commit;

-- For staff: each letter as a line of JSON, for `npm run open`.
--
--   select '{"id":' || to_json(id)
--     || ',"sha256":' || to_json(encode(sha256(convert_to(letter, 'UTF8')), 'hex'))
--     || ',"storedAt":' || to_json(to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
--     || ',"envelope":' || translate(letter, E'\r\n', '  ') || '}'
--   from public.l30_letters order by received_at;
