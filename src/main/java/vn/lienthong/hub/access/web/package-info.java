/** Access over HTTP: keys, logins, and which path needs which right. */
@NullMarked
package vn.lienthong.hub.access.web;

import org.jspecify.annotations.NullMarked;
