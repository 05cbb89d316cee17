package vn.lienthong.hub.translation.soap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a SOAP answer comes to. */
public sealed interface SoapOutcome {
    /** @param dropped how many elements, attributes and texts were dropped; 0 if strict */
    record Answered(long dropped) implements SoapOutcome {}

    /**
     * A fault.
     *
     * @param codes the local names of its codes, the most general first, such as {@code Sender}
     * @param reason in the service's words; shortened, may be empty
     * @param details what its detail holds of what the contract declares
     */
    record Faulted(List<String> codes, String reason, List<Detail> details) implements SoapOutcome {
        public Faulted {
            codes = List.copyOf(codes);
            details = List.copyOf(details);
        }

        /** Whether it says that the request was wrong, not the service out of order. */
        public boolean isOfTheSender() {
            return !codes.isEmpty()
                    && (codes.get(0).equals("Client") || codes.get(0).equals("Sender"));
        }

        /** Prints no detail, which may hold personal data. */
        @Override
        public String toString() {
            return "Faulted" + codes;
        }
    }

    /**
     * One declared element of a fault's detail or of an answer's header.
     *
     * @param element its local name
     * @param json its JSON, in UTF-8
     */
    record Detail(String element, byte[] json) {
        public Detail {
            json = json.clone();
        }

        @Override
        public byte[] json() {
            return json.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Detail detail
                    && element.equals(detail.element)
                    && java.util.Arrays.equals(json, detail.json);
        }

        @Override
        public int hashCode() {
            return element.hashCode();
        }

        @Override
        public String toString() {
            return "Detail[" + element + "]";
        }
    }
}
