package vn.lienthong.hub.contract;

import vn.lienthong.hub.canonical.Bilingual;

/**
 * One difference between two editions of a contract.
 *
 * @param operation which
 * @param pointer where in its question or answer; empty for the whole
 * @param ofAnswer whether it is in the answer, rather than the question or the operation as a whole
 * @param breaking whether one who keeps to the older edition may fail by it
 * @param text what it is
 */
public record ContractChange(String operation, String pointer, boolean ofAnswer, boolean breaking, Bilingual text) {}
