// Sends a change over AMQP 1.0:  node push.js
const client = {id: 'transport-office', key: process.env.KEY || 'demo-transport-office-key'};
const connection = require('rhea').connect({
  host: '127.0.0.1', port: Number(process.env.PORT || 5672), username: client.id, password: client.key,
});
const change = {so: 'GTVT-2026-0007', lan: 1, trangThai: 'NHAN', thoiDiem: '02/11/2026 08:15:00',
  thuTuc: {ma: 'MAU-GTVT-01', ten: 'Thủ tục mẫu: đổi giấy phép lái xe'}};

connection.open_sender(`agency.changes.${client.id}`).once('sendable', ({sender}) => {
  sender.send({body: JSON.stringify({hoSo: [change]})});
});
connection.on('accepted', () => { console.log('on disk'); connection.close(); });
connection.on('rejected', ({delivery}) => { console.log('send it again later:', delivery.remote_state); connection.close(); });
