package vn.lienthong.hub.portal;

import org.jspecify.annotations.Nullable;

/**
 * What is sent back to a caller, but for the protocol around it.
 *
 * @param status as HTTP counts
 * @param contentType {@code application/json} or {@code application/problem+json}
 * @param body UTF-8
 * @param etag what the answer says, without how fresh it is, as a weak entity tag; null for a problem
 */
record Reply(int status, String contentType, byte[] body, @Nullable String etag) {}
