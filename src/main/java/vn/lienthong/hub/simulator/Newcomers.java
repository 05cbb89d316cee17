package vn.lienthong.hub.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Opens dossiers for invented people. Ids begin with 000, telephone numbers with 09000. */
final class Newcomers {
    private static final int OLDEST_DAYS = 25;
    private static final LocalTime DUE = LocalTime.of(17, 0);

    private final Office office;
    private final Random random;

    Newcomers(Office office, Random random) {
        this.office = office;
        this.random = random;
    }

    /**
     * @param index counts the agency's dossiers from 1
     * @param longAgo whether it was submitted in the weeks before, as when the agency's life begins, or now
     */
    DossierFacts next(int index, Instant now, boolean longAgo) {
        Instant submittedAt = longAgo ? now.minusSeconds(60 + random.nextInt(OLDEST_DAYS * 86_400)) : now;
        LocalDate day = LocalDate.ofInstant(submittedAt, VietnamTime.ZONE);
        String number = office.numbering().number(index, day);
        return facts(index, number, office.numbering().code(index, day), submittedAt);
    }

    /** A dossier under a number that a tester chose, without a national code unless the agency's numbers are such. */
    DossierFacts named(String number, int index, Instant now) {
        return facts(index, number, null, now);
    }

    /** A dossier that was handed in, under the agency's next number and the portal's code. */
    DossierFacts submitted(int index, Instant now, String code, String procedure, String applicant, String idNo) {
        String number = office.numbering().number(index, LocalDate.ofInstant(now, VietnamTime.ZONE));
        DossierFacts invented = facts(index, number, code, now);
        OfficeProcedure asked = office.procedures().stream()
                .filter(one -> one.code().equals(procedure))
                .findFirst()
                .orElse(invented.procedure());
        return new DossierFacts(
                index, number, code, asked, applicant, 1, idNo, "", "", invented.submittedAt(), invented.dueAt());
    }

    private DossierFacts facts(int index, String number, @Nullable String code, Instant submittedAt) {
        OfficeProcedure procedure = InventedPeople.one(office.procedures(), random);
        boolean firm = procedure.forBusiness();
        LocalDate dueDay = LocalDate.ofInstant(submittedAt, VietnamTime.ZONE).plusDays(3 + random.nextInt(15));
        return new DossierFacts(
                index,
                number,
                code,
                procedure,
                firm ? InventedPeople.firm(random) : InventedPeople.person(random),
                firm ? 2 : 1,
                String.format(Locale.ROOT, firm ? "%010d" : "%012d", index),
                String.format(Locale.ROOT, "09000%05d", index % 100_000),
                index % 4 == 0 ? "" : "dossier" + index + "@example.com",
                submittedAt,
                dueDay.atTime(DUE).atZone(VietnamTime.ZONE).toInstant());
    }
}
