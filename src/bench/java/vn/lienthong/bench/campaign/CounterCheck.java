package vn.lienthong.bench.campaign;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.lienthong.bench.campaign.Books.Taken;
import vn.lienthong.bench.campaign.Citizens.HandedIn;
import vn.lienthong.bench.campaign.Citizens.Receipt;
import vn.lienthong.bench.campaign.Tally.Breach;

/** Whether each receipt's submission is at its agency: once, with its paper, in the order of its dossier. */
final class CounterCheck {
    private final Province province;
    private final Books books;
    private final Tally tally;

    CounterCheck(Province province, Books books, Tally tally) {
        this.province = province;
        this.books = books;
        this.tally = tally;
    }

    boolean areAllThere() throws Exception {
        for (Counter counter : Counter.ALL) {
            Map<String, String> taken = books.taken(counter).submissions();
            boolean there = at(counter).entrySet().stream()
                    .allMatch(one -> ids(one.getValue()).stream().allMatch(taken::containsKey)
                            || tally.isKnown(Breach.LOST, where(one.getKey())));
            if (!there) {
                return false;
            }
        }
        return true;
    }

    void check() throws Exception {
        for (Counter counter : Counter.ALL) {
            Taken taken = books.taken(counter);
            List<String> codes = books.codes(counter);
            Map<String, HandedIn> receipts = at(counter);
            receipts.forEach((code, one) -> compare(code, one, taken, codes));
            tally.count(
                    "submissions with a receipt, told " + counter.way(),
                    province.name(),
                    receipts.values().stream()
                            .mapToInt(one -> one.receipts().size())
                            .sum());
        }
        int unlike = province.citizens().unlike();
        if (unlike > 0) {
            tally.breach(Breach.TWICE, province.name(), unlike + " repetitions were given other receipts");
        }
        tally.count(
                "submissions repeated by the portal",
                province.name(),
                province.citizens().repeats());
    }

    private void compare(String code, HandedIn handedIn, Taken taken, List<String> codes) {
        List<String> ids = ids(handedIn);
        List<String> order =
                taken.submissions().keySet().stream().filter(ids::contains).toList();
        if (order.size() < ids.size()) {
            breach(Breach.LOST, code, "has the receipts " + ids + " and the agency " + order);
        } else if (!order.equals(ids)) {
            breach(Breach.ORDER, code, "has the receipts " + ids + " and came to the agency as " + order);
        }
        if (!taken.papers().contains(handedIn.sha256())) {
            breach(Breach.LOST, code, "is without its paper at the agency");
        }
        long numbers = order.stream().map(taken.submissions()::get).distinct().count();
        if (numbers > 1 || Collections.frequency(codes, code) > 1) {
            breach(Breach.TWICE, code, "is at the agency more than once");
        }
    }

    private void breach(Breach kind, String code, String what) {
        tally.breach(kind, where(code), what);
    }

    private String where(String code) {
        return province.name() + " " + code;
    }

    private Map<String, HandedIn> at(Counter counter) {
        Map<String, HandedIn> all = province.citizens().handedIn();
        return all.entrySet().stream()
                .filter(one -> one.getValue().counter().equals(counter))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<String> ids(HandedIn handedIn) {
        return handedIn.receipts().stream().map(Receipt::id).toList();
    }
}
