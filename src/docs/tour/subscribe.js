// Listens durably to every change over MQTT 5:  node subscribe.js      (stop it, start it again: nothing is missed)
const client = {id: 'portal-demo', key: process.env.KEY || 'demo-portal-key'};
const connection = require('mqtt').connect(`mqtt://127.0.0.1:${process.env.PORT || 1883}`, {
  protocolVersion: 5, clientId: `${client.id}-feed`, username: client.id, password: client.key,
  // The broker keeps what comes for this session while it is away, for a day.
  clean: false, properties: {sessionExpiryInterval: 86400},
});

connection.on('connect', () => connection.subscribe('hub/status', {qos: 1}));
connection.on('message', (topic, body) => {
  const event = JSON.parse(body);
  console.log(event.id, event.subject, event.data.status.name.vi);
});
