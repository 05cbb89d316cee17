// Asks over MQTT 5:  node mqtt.js <dossier code>
const client = {id: 'portal-demo', key: process.env.KEY || 'demo-portal-key'};
const connection = require('mqtt').connect(`mqtt://127.0.0.1:${process.env.PORT || 1883}`, {
  protocolVersion: 5,
  // The session's name starts with the client's own id.
  clientId: `${client.id}-tour`, username: client.id, password: client.key,
});
const replies = `reply/${client.id}/tour`;

connection.on('connect', async () => {
  await connection.subscribeAsync(replies, {qos: 1});
  await connection.publishAsync('dossier/lookup', JSON.stringify({code: process.argv[2], language: 'en'}), {
    qos: 1, properties: {responseTopic: replies, correlationData: Buffer.from('question-1')},
  });
});

connection.on('message', (topic, body, packet) => {
  const {correlationData, userProperties} = packet.properties;
  console.log(correlationData.toString(), userProperties.status, body.toString());
  connection.end();
});
