package vn.lienthong.hub.connector;

import java.util.List;

/**
 * What a mapping met and had no rule for, counted since its definition came in force here. Holds no value but codes.
 *
 * @param records how many records were looked at
 * @param codes the system's codes that no table has, the most frequent first
 * @param fields the places in the records that no field of the mapping reads, the most frequent first
 */
public record MappingGaps(long records, List<Code> codes, List<Place> fields) {
    public MappingGaps {
        codes = List.copyOf(codes);
        fields = List.copyOf(fields);
    }

    /**
     * A code that no rule has.
     *
     * @param table where a rule for it would stand, such as {@code tables/statuses} or {@code dossier/applicant-type}
     * @param code the system's value; {@code …} stands for all that came after the first hundred different ones
     */
    public record Code(String table, String code, long count) {}

    /**
     * A place that no field reads.
     *
     * @param pointer from the record on, without places in lists
     */
    public record Place(String pointer, long count) {}
}
