/** A process that uses the embedded storage as it is told: `node storageUser.js DATA_DIR`, then messages. */
const { TableClient } = require('@azure/data-tables');
const { openEmbeddedStorage } = require('../../dist/bot/storage/embedded.js');

const log = { info: () => {}, warn: () => {}, error: (event) => process.send({ lost: event }) };

async function serve() {
  const storage = await openEmbeddedStorage(process.argv[2], log);
  const table = TableClient.fromConnectionString(storage.connectionString, 'things', {
    allowInsecureConnection: true,
  });
  await table.createTable();
  const does = {
    write: async (name) => table.createEntity({ partitionKey: 'things', rowKey: name }),
    list: async () => {
      const names = [];
      for await (const thing of table.listEntities()) names.push(thing.rowKey);
      return names;
    },
    close: async () => storage.close(),
  };
  process.on('message', ({ what, name }) => {
    does[what](name).then((value) => process.send({ value: value ?? null }));
  });
  process.send({ value: storage.connectionString });
}

serve().catch((error) => {
  process.send({ error: error.message });
  process.exitCode = 1;
});
