/**
 * The blocks in the editor: what each is called, and a panel with what an editor may say about it. The
 * list of panels comes from includes/widgets.php. Pupils' widgets do not run here; the page shows them.
 */
((wp, panels) => {
  const { createElement: el, Fragment } = wp.element;
  const { InspectorControls, useBlockProps } = wp.blockEditor;
  const { PanelBody, Placeholder, SelectControl, TextControl, ToggleControl } = wp.components;

  const asWords = (id) => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');

  function control({ name, kind, label, choices }, { attributes, setAttributes }) {
    const shared = { key: name, label, onChange: (value) => setAttributes({ [name]: value }) };
    if (kind === 'flag') return el(ToggleControl, { ...shared, checked: attributes[name] });
    if (choices.length === 0) return el(TextControl, { ...shared, value: attributes[name] });
    const options = [{ value: '', label: '—' }, ...choices.map((value) => ({ value, label: asWords(value) }))];
    return el(SelectControl, { ...shared, value: attributes[name], options });
  }

  for (const [name, panel] of Object.entries(panels)) {
    wp.blocks.registerBlockType(`l30/${name}`, {
      icon: 'format-chat',
      edit(props) {
        const { title, description } = wp.blocks.getBlockType(props.name);
        const said = panel
          .filter((each) => props.attributes[each.name])
          .map((each) => (each.kind === 'flag' ? each.label : `${each.label}: ${props.attributes[each.name]}`));
        return el(
          Fragment,
          null,
          el(
            InspectorControls,
            null,
            el(
              PanelBody,
              { title },
              panel.map((each) => control(each, props)),
            ),
          ),
          el(
            'div',
            useBlockProps(),
            el(Placeholder, { icon: 'format-chat', label: title, instructions: [description, ...said].join(' · ') }),
          ),
        );
      },
      save: () => null,
    });
  }
})(window.wp, window.l30WidgetsPanels);
