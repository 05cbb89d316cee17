package vn.lienthong.hub.simulator;

/**
 * A procedure of an agency: its code and name, see {@link Offices} for which of the codes are real, its sector as the agency codes it.
 *
 * @param forBusiness whether businesses apply, rather than citizens
 */
record OfficeProcedure(String code, String name, String sectorCode, String sectorName, boolean forBusiness) {}
