// Asks over STOMP 1.2:  node stomp.js <dossier code>
const client = {id: 'portal-demo', key: process.env.KEY || 'demo-portal-key'};
const replies = `reply.${client.id}.tour`;

require('stompit').connect({
  host: '127.0.0.1', port: Number(process.env.PORT || 61613),
  connectHeaders: {host: '/', login: client.id, passcode: client.key},
}, (refused, connection) => {
  if (refused) throw refused;
  connection.subscribe({destination: replies, ack: 'auto'}, (failed, message) => {
    if (failed) throw failed;
    message.readString('utf-8', (broken, body) => {
      console.log(message.headers['correlation-id'], message.headers.status, body);
      connection.disconnect();
    });
  });
  const question = connection.send({
    destination: 'dossier.lookup', 'destination-type': 'ANYCAST', 'reply-to': replies, 'correlation-id': 'question-1',
  });
  question.end(JSON.stringify({code: process.argv[2], language: 'en'}));
});
