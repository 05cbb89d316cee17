package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.XmlTree;

/** What a connector's folder says that its system sends and answers, and what was handed in to it since. */
final class Samples {
    private final List<Sample> told;
    private final List<Sample> answered;

    private Samples(List<Sample> told, List<Sample> answered) {
        this.told = new CopyOnWriteArrayList<>(told);
        this.answered = new CopyOnWriteArrayList<>(answered);
    }

    /** What it tells of changes, the newest last. */
    List<Sample> told() {
        return List.copyOf(told);
    }

    /** What it answers look-ups, the newest first. */
    List<Sample> answered() {
        return List.copyOf(answered);
    }

    void tell(Sample sample) {
        told.add(sample);
    }

    void answer(Sample sample) {
        answered.add(0, sample);
    }

    /** Where what it says comes from. */
    @FunctionalInterface
    interface Source {
        byte[] read();
    }

    /**
     * One of them.
     *
     * @param name of its case
     * @param type xml, json or csv
     */
    record Sample(String name, String type, Source source) {
        /** One that is a file, which may be changed while it is told. */
        static Sample of(String name, Path file) {
            String ending = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            return new Sample(name, ending.substring(ending.lastIndexOf('.') + 1), () -> {
                try {
                    return Files.readAllBytes(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(file + " cannot be read", e);
                }
            });
        }

        byte[] content() {
            return source.read();
        }

        String text() {
            return new String(content(), StandardCharsets.UTF_8);
        }

        /** As the hub reads it. */
        JsonNode tree() {
            return type().equals("xml") ? XmlTree.read(content()) : JsonRecords.read(content());
        }

        /** Whether a record of it is about the dossier of this code. */
        boolean isAbout(String code, String pointer, Mapping mapping) {
            JsonNode record = tree().at(pointer);
            Mapping.Translated translated =
                    mapping.translate(record.isArray() ? record.path(0) : record, Instant.EPOCH);
            return code.equalsIgnoreCase(translated.dossierNo())
                    || translated.changes().stream()
                            .anyMatch(change -> code.equalsIgnoreCase(
                                    change.dossier().quotedCode().value()));
        }
    }

    /** Those of a folder: {@code samples/<case>/input.*}; a case whose name starts with {@code lookup} is a look-up's answer. */
    static Samples of(Path folder) {
        List<Sample> told = new ArrayList<>();
        List<Sample> answered = new ArrayList<>();
        Path samples = folder.resolve("samples");
        if (Files.isDirectory(samples)) {
            try (Stream<Path> files = Files.walk(samples, 2)) {
                files.filter(file -> String.valueOf(file.getFileName()).startsWith("input."))
                        .sorted()
                        .forEach(file -> {
                            Path sampleCase = samples.relativize(file).getName(0);
                            (sampleCase.toString().startsWith("lookup") ? answered : told)
                                    .add(Sample.of(sampleCase.toString(), file));
                        });
            } catch (IOException e) {
                throw new UncheckedIOException(samples + " cannot be read", e);
            }
        }
        return new Samples(told, answered);
    }
}
