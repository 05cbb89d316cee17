package vn.lienthong.hub.simulator;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierStatus;

/**
 * What one agency's software is like: its procedures, numbers and status codes.
 *
 * @param codes the agreed status codes
 * @param unmapped a code nobody agreed on
 */
record Office(
        String id,
        List<OfficeProcedure> procedures,
        List<String> units,
        Numbering numbering,
        List<VendorCode> codes,
        VendorCode unmapped) {
    Office {
        procedures = List.copyOf(procedures);
        units = List.copyOf(units);
        codes = List.copyOf(codes);
    }

    /** How an agency numbers its dossiers. */
    interface Numbering {
        /** The agency's own number of its {@code index}th dossier, submitted on this day. */
        String number(int index, LocalDate day);

        /** The national code of that dossier; null where it has none. */
        @Nullable
        String code(int index, LocalDate day);
    }

    /** The statuses this software has a code for. */
    Set<DossierStatus> statuses() {
        return codes.stream()
                .flatMap(code -> Optional.ofNullable(code.means()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    List<VendorCode> codesOf(DossierStatus status) {
        return codes.stream().filter(code -> code.means() == status).toList();
    }

    /** The agreed code of these values; by the code alone where the pair is not agreed. */
    Optional<VendorCode> find(String code, @Nullable String subCode) {
        return codes.stream()
                .filter(one -> one.code().equals(code)
                        && (subCode == null ? one.subCode() == null : subCode.equals(one.subCode())))
                .findFirst()
                .or(() -> subCode == null
                        ? Optional.empty()
                        : find(code, null).map(plain -> new VendorCode(code, subCode, plain.means(), plain.label())));
    }
}
