/** Runs in the browser: draws one card as Teams would, near enough to judge wrapping, order and colour. */
const palettes = {
  light: {
    background: '#ffffff',
    emphasis: '#f0f0f0',
    text: ['#242424', '#616161'],
    accent: '#5b5fc7',
    good: '#237b4b',
    warning: '#835c00',
    attention: '#c4314b',
    tints: { good: '#e7f2da', warning: '#fbf6d9', attention: '#fcf4f6', accent: '#e8ebfa' },
  },
  dark: {
    background: '#292929',
    emphasis: '#141414',
    text: ['#ffffff', '#adadad'],
    accent: '#9ea2ff',
    good: '#92c353',
    warning: '#f8d22a',
    attention: '#f9526b',
    tints: { good: '#0d2e0d', warning: '#463100', attention: '#3e1f25', accent: '#2f2f4a' },
  },
};

const shades = ([strong, subtle]) => ({ default: strong, subtle });

function hostConfig(palette) {
  const { text, accent, good, warning, attention, tints } = palette;
  const foregroundColors = {
    default: shades(text),
    dark: shades(text),
    light: shades(text),
    accent: shades([accent, accent]),
    good: shades([good, good]),
    warning: shades([warning, warning]),
    attention: shades([attention, attention]),
  };
  const style = (backgroundColor) => ({ backgroundColor, foregroundColors });
  return {
    fontFamily: "'Segoe UI', system-ui, sans-serif",
    supportsInteractivity: true,
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: text[1] },
    containerStyles: {
      default: style(palette.background),
      emphasis: style(palette.emphasis),
      ...Object.fromEntries(Object.entries(tints).map(([name, colour]) => [name, style(colour)])),
    },
    actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left' },
    factSet: { title: { weight: 'bolder', maxWidth: 150, wrap: true }, value: { wrap: true }, spacing: 16 },
  };
}

/** The markdown Teams knows in a text block, with escaped signs left as they are. */
function markdown(text) {
  const kept = [];
  const html = text
    .replace(/\\([\\*_[\]()<>~`#.!-])/g, (_, sign) => `\uE000${kept.push(sign) - 1}\uE000`)
    .replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`)
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|\W)_(.+?)_(?=\W|$)/g, '$1<em>$2</em>')
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>')
    .replace(/^- (.*)$/gm, '• $1')
    .replace(/\r?\n/g, '<br>');
  return `<p>${html.replace(/\uE000(\d+)\uE000/g, (_, n) => `&#${kept[n].codePointAt(0)};`)}</p>`;
}

/** Draws the card in this theme; answers what the renderer had to say against it. */
globalThis.drawCard = (content, theme) => {
  const { AdaptiveCard, HostConfig, SerializationContext, Version } = globalThis.AdaptiveCards;
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown(text);
    result.didProcess = true;
  };
  document.body.className = theme;
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(hostConfig(palettes[theme]));
  const context = new SerializationContext(new Version(1, 6));
  card.parse(content, context);
  document.querySelector('#card').replaceChildren(card.render());
  const objections = Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n).message);
  // Charts are only in Teams itself; other tests hold that each has a fallback.
  return objections.filter((message) => !message.startsWith('Unknown element type "Chart.'));
};
