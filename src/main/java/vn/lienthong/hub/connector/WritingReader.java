package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;

/** Compiles the other direction of a mapping that is written as the schema says, and tells what cannot be turned round. */
final class WritingReader {
    private final JsonNode mapping;
    private final JsonNode write;
    private final Dates dates;
    private final WriteFaults faults;
    private final WriteTargets targets;
    private final WrittenPlaces places;
    private final Set<String> mapped = new TreeSet<>();
    private final Set<String> except;

    private WritingReader(JsonNode mapping, WriteFaults faults) {
        this.mapping = mapping;
        this.write = mapping.path("write");
        this.dates = MappingReader.dates(new Members(mapping));
        this.faults = faults;
        this.targets = new WriteTargets(mapping, faults);
        this.places = new WrittenPlaces(faults);
        this.except = new HashSet<>(new Members(write).texts("except"));
        for (String part : List.of("dossier", "changes")) {
            mapping.path(part).fieldNames().forEachRemaining(name -> mapped.add(part + "/" + name));
        }
        mapped.remove("changes/each");
    }

    /** Tells what in a mapping cannot be turned round, if it is to be written at all. */
    static void check(YamlFile mapping) {
        if (mapping.tree().has("write")) {
            new WritingReader(mapping.tree(), (pointer, message) -> mapping.faultAt(pointer, message, Fault.Hint.NONE))
                    .compile();
        }
    }

    /** The other direction of a mapping without faults; null where it has none. */
    static @Nullable RecordWriter read(JsonNode mapping, Blanks blanks, String file) {
        if (!mapping.has("write")) {
            return null;
        }
        List<DeclaredWriting.FieldWriting> fields = new WritingReader(mapping, WriteFaults.NONE_EXPECTED).compile();
        return new DeclaredWriting(
                fields, WritingPlaces.read(mapping.path("write")), blanks, new WritingProblems(file));
    }

    /** The other direction of what can be turned round, with the mapping's own {@code write} where that prefers something. */
    static RecordWriter mirror(JsonNode mapping, Blanks blanks, String file) {
        ObjectNode turned = mapping.deepCopy();
        ObjectNode write = turned.withObject("/write");
        write.remove("except");
        preferTheFirst(turned, write);
        numberFirst(turned.withObject("/dossier"));
        Deque<String> dates = new ArrayDeque<>();
        MappingReader.dates(new Members(mapping)).patterns().forEach(each -> dates.add(each.pattern()));
        Set<String> except = new TreeSet<>();
        while (true) {
            List<String> faults = new ArrayList<>();
            var fields = new WritingReader(turned, (pointer, message) -> faults.add(pointer)).compile();
            boolean otherDate = faults.remove("/write/date") && dates.size() > 1;
            if (otherDate) {
                dates.remove();
                write.put("date", dates.element());
            }
            // The first alone: what stands in its way may be what another fault is about.
            Optional<String> hindered = faults.stream()
                    .filter(pointer -> pointer.startsWith("/dossier/") || pointer.startsWith("/changes/"))
                    .map(WritingReader::fieldOf)
                    .findFirst();
            boolean oneLess = !otherDate && hindered.isPresent() && except.add(hindered.get());
            if (oneLess) {
                ArrayNode names = write.putArray("except");
                except.forEach(names::add);
            }
            if (!otherDate && !oneLess) {
                return new DeclaredWriting(fields, WritingPlaces.read(write), blanks, new WritingProblems(file));
            }
        }
    }

    /** Of the fields that are read at one place, the number is written: no record is told without it. */
    private static void numberFirst(ObjectNode dossier) {
        JsonNode number = dossier.remove("source-dossier-no");
        ObjectNode others = dossier.deepCopy();
        dossier.removeAll();
        dossier.set("source-dossier-no", number);
        dossier.setAll(others);
    }

    /** {@code dossier/due-at} of {@code /dossier/due-at/from}. */
    private static String fieldOf(String pointer) {
        String[] names = pointer.substring(1).split("/");
        return names[0] + "/" + names[1];
    }

    /** Where several codes mean one status, the first that is declared, unless the mapping prefers one. */
    private static void preferTheFirst(JsonNode mapping, ObjectNode write) {
        String table = mapping.at("/changes/status/table").asText("statuses");
        ObjectNode preferred = write.withObject("/statuses");
        WriteTargets.texts(mapping.path("tables").path(table)).forEach((code, national) -> {
            if (!preferred.has(national)) {
                preferred.put(national, code);
            }
        });
    }

    private List<DeclaredWriting.FieldWriting> compile() {
        namesAreMapped();
        mapped.stream().filter(field -> !isExcepted(field)).forEach(field -> checkDate(pattern(field), field));
        write.path("places").fieldNames().forEachRemaining(place -> {
            String by = "write/places/" + YamlReader.escaped(place);
            if (!place.startsWith("/") || !TextFormat.JSON_POINTER.takes(place)) {
                faults.at(
                        "/" + by,
                        "không phải chỗ nào trong bản ghi; cần một JSON Pointer như /nguon",
                        "is no place in the record; expected a JSON Pointer such as /nguon");
            } else {
                places.add(WritePlace.of(place), by);
            }
        });
        List<DeclaredWriting.FieldWriting> fields = new ArrayList<>();
        for (String part : List.of("dossier", "changes")) {
            mapping.path(part).fieldNames().forEachRemaining(name -> {
                String field = part + "/" + name;
                if (mapped.contains(field) && !isExcepted(field)) {
                    fields.addAll(field.equals("changes/status") ? status() : List.of(field(field, targets.of(field))));
                }
            });
        }
        conditionsAreWritten(fields);
        places.check();
        return fields;
    }

    private boolean isExcepted(String field) {
        return except.contains(field) || except.contains(field.substring(0, field.indexOf('/')));
    }

    private DeclaredWriting.FieldWriting field(String name, List<WriteTarget> at) {
        at.forEach(target -> places.add(target.place(), name));
        return new DeclaredWriting.FieldWriting(name, at, WrittenDate.of(pattern(name), zone()), Map.of());
    }

    /** The status as a code, and as a sub-code where the mapping reads one. */
    private List<DeclaredWriting.FieldWriting> status() {
        JsonNode rule = mapping.at("/changes/status");
        String table = rule.path("table").asText("statuses");
        Map<String, String> own = WriteTargets.texts(mapping.path("tables").path(table));
        Map<String, String> preferred = targets.preferred(
                own,
                WriteTargets.texts(write.path("statuses")),
                "/tables/" + YamlReader.escaped(table),
                "write/statuses",
                "changes/status");
        Map<String, String> codes = new HashMap<>();
        own.forEach((code, national) -> codes.put(national, code));
        preferred.forEach(codes::replace);
        boolean hasSub = rule.has("sub");
        List<DeclaredWriting.FieldWriting> fields = new ArrayList<>();
        fields.add(statusPart("changes/status", rule.isObject() ? rule.path("from") : rule, codes, hasSub ? 0 : -1));
        if (hasSub) {
            fields.add(statusPart("changes/status/sub", rule.path("sub"), codes, 1));
        }
        return fields;
    }

    /** @param part of the code, split at its slash; -1 for the whole */
    private DeclaredWriting.FieldWriting statusPart(String name, JsonNode from, Map<String, String> codes, int part) {
        Map<String, String> parts = new HashMap<>();
        codes.forEach((national, code) -> {
            String[] split = code.split("/", 2);
            if (part < split.length) {
                parts.put(national, part < 0 ? code : split[part]);
            }
        });
        JsonNode first = from.isArray() ? from.path(0) : from;
        WritePlace place = WritePlace.of(targets.pointer(first.asText(), name));
        places.add(place, name);
        return new DeclaredWriting.FieldWriting(
                name, List.of(new WriteTarget(place, List.of(), null)), WrittenDate.of(pattern(name), zone()), parts);
    }

    private ZoneId zone() {
        return dates.zone();
    }

    private String pattern(String field) {
        String byDefault = write.path("date").asText(dates.patterns().get(0).pattern());
        return write.path("dates").path(field).asText(byDefault);
    }

    private void checkDate(String pattern, String field) {
        Bilingual readsAs = field.endsWith("-at") || field.endsWith("/at")
                ? WrittenDate.of(pattern, zone()).readsAs(dates)
                : null;
        if (readsAs != null) {
            String own = "/write/dates/" + YamlReader.escaped(field);
            faults.at(
                    write.path("dates").has(field) ? own : "/write/date",
                    "là %s, và %s viết theo đó sẽ được đọc thành %s; cần một trong các dạng ở dates: %s",
                    "is %s, and what %s is written as would be read as %s; expected one of dates: %s",
                    FoundValue.quoted(pattern),
                    field,
                    readsAs,
                    dates.tried());
        }
    }

    private void namesAreMapped() {
        for (String part : List.of("values", "dates")) {
            write.path(part)
                    .fieldNames()
                    .forEachRemaining(
                            name -> nameIsMapped(name, "/write/" + part + "/" + YamlReader.escaped(name), mapped));
        }
        Set<String> all = new TreeSet<>(mapped);
        all.addAll(Set.of("dossier", "changes"));
        int i = 0;
        for (JsonNode name : write.path("except")) {
            nameIsMapped(name.asText(), "/write/except/" + i++, all);
        }
    }

    private void nameIsMapped(String name, String pointer, Set<String> known) {
        if (!known.contains(name)) {
            Bilingual near = NearMiss.suggestion(name, known);
            faults.at(
                    pointer,
                    "nêu %s, thứ mà ánh xạ này không đọc; cần một trường như %s",
                    "names %s, which this mapping does not read; expected a field such as %s",
                    FoundValue.quoted(name),
                    near != null ? near : "dossier/source-dossier-no");
        }
    }

    private void conditionsAreWritten(List<DeclaredWriting.FieldWriting> fields) {
        for (DeclaredWriting.FieldWriting field : fields) {
            for (WriteTarget target : field.targets()) {
                if (target.when() != null && !places.has(target.when().at())) {
                    faults.at(
                            "/" + field.name(),
                            "không viết được: chỗ của nó phụ thuộc %s, nơi không gì viết vào; cần nó dưới write/places, hoặc"
                                    + " %s dưới write/except",
                            "cannot be written: its place depends on %s, which nothing writes; expected it under"
                                    + " write/places, or %s under write/except",
                            target.when().at(),
                            field.name());
                }
            }
        }
    }
}
