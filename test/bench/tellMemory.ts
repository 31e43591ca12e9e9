/** Loaded into the bot before everything else: tells whoever started it how many bytes the process holds. */
process.on('message', () => {
  process.send?.(process.memoryUsage.rss());
});
