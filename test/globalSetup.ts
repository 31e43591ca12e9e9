/** Every test runs under a process time zone that is not the programme's, so that nothing leans on it. */
export const setup = (): void => {
  process.env['TZ'] = 'America/St_Johns';
};

module.exports = setup;
