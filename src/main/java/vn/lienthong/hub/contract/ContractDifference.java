package vn.lienthong.hub.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.contract.ContractShape.Operation;

/**
 * Tells what a newer edition of a contract changes for one who asks by the older: an operation or a value of an answer that is
 * gone, or is of another type, breaks; so does a value that a question now has to have. What is new breaks nothing.
 */
public final class ContractDifference {
    private final List<ContractChange> changes = new ArrayList<>();

    private ContractDifference() {}

    public static List<ContractChange> between(ContractShape older, ContractShape newer) {
        ContractDifference difference = new ContractDifference();
        Set<String> names = new TreeSet<>(older.operations().keySet());
        names.addAll(newer.operations().keySet());
        for (String name : names) {
            Operation before = older.operations().get(name);
            Operation now = newer.operations().get(name);
            if (before == null) {
                difference.add(name, "", false, false, "thao tác mới", "a new operation");
            } else if (now == null) {
                difference.add(name, "", false, true, "thao tác không còn", "the operation is gone");
            } else {
                difference.compare(name, before, now);
            }
        }
        return List.copyOf(difference.changes);
    }

    private void compare(String name, Operation before, Operation now) {
        if (!before.action().equals(now.action())) {
            add(name, "", false, true, "SOAPAction thành " + now.action(), "the SOAPAction is now " + now.action());
        }
        answer(name, before.answer().leaves(), now.answer().leaves(), now.answer());
        question(name, before.question(), now.question());
    }

    private void answer(String name, SortedMap<String, String> before, SortedMap<String, String> now, Shape shape) {
        before.forEach((pointer, type) -> {
            String other = now.get(pointer);
            if (other == null && !shape.canHave(pointer)) {
                add(name, pointer, true, true, "không còn trong trả lời", "is gone from the answer");
            } else if (other != null && !other.equals(type)) {
                add(
                        name,
                        pointer,
                        true,
                        !isWider(other, type),
                        "đổi kiểu từ " + type + " thành " + other,
                        "changes its type from " + type + " to " + other);
            }
        });
        now.keySet().stream()
                .filter(pointer -> !before.containsKey(pointer))
                .forEach(pointer -> add(name, pointer, true, false, "mới có trong trả lời", "is new in the answer"));
    }

    /** Numbers and texts are read alike, and a code that is added to a list is the mapping's to tell when it comes. */
    private static boolean isWider(String now, String before) {
        Set<String> simple = Set.of("string", "number", "integer", "boolean");
        return List.of(now.split("\\|")).containsAll(List.of(before.split("\\|")))
                || simple.contains(now) && simple.contains(before);
    }

    private void question(String name, Shape before, Shape now) {
        SortedMap<String, String> was = before.leaves();
        Set<String> required = now.required();
        required.removeAll(before.required());
        for (String pointer : required) {
            add(name, pointer, false, true, "nay bắt buộc trong câu hỏi", "is now required in the question");
        }
        for (Map.Entry<String, String> value : was.entrySet()) {
            if (!now.canHave(value.getKey())) {
                add(name, value.getKey(), false, true, "không còn trong câu hỏi", "is gone from the question");
            }
        }
        now.leaves().keySet().stream()
                .filter(pointer -> !was.containsKey(pointer) && !required.contains(pointer))
                .forEach(pointer -> add(name, pointer, false, false, "mới có trong câu hỏi", "is new in the question"));
    }

    private void add(String operation, String pointer, boolean ofAnswer, boolean breaking, String vi, String en) {
        changes.add(new ContractChange(operation, pointer, ofAnswer, breaking, new Bilingual(vi, en)));
    }
}
