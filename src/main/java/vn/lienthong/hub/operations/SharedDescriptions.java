package vn.lienthong.hub.operations;
