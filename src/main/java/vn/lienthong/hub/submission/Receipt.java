package vn.lienthong.hub.submission;

/**
 * What a caller is told about something it handed in: that it is on disk and will reach the agency.
 *
 * @param submission what was kept
 * @param repeated whether the same was handed in before with the same key, and this is the receipt of then
 */
public record Receipt(Submission submission, boolean repeated) {}
