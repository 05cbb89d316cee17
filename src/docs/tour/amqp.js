// Asks over AMQP 1.0:  node amqp.js <dossier code>
const client = {id: 'portal-demo', key: process.env.KEY || 'demo-portal-key'};
const connection = require('rhea').connect({
  host: '127.0.0.1', port: Number(process.env.PORT || 5672), username: client.id, password: client.key,
});

// The broker makes a queue that lives as long as this connection; its name is the reply address.
connection.open_receiver({source: {dynamic: true}}).once('receiver_open', ({receiver}) => {
  const question = {
    body: JSON.stringify({code: process.argv[2], language: 'en'}),
    reply_to: receiver.source.address,
    correlation_id: 'question-1',
  };
  connection.open_sender('dossier.lookup').once('sendable', ({sender}) => sender.send(question));
});

connection.on('message', ({message}) => {
  console.log(message.correlation_id, message.application_properties.status, message.body);
  connection.close();
});
