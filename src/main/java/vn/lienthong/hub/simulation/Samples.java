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
import java.util.stream.Stream;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.XmlTree;

/**
 * What a connector's folder says that its system sends and answers.
 *
 * @param told what it tells of changes
 * @param answered what it answers look-ups
 */
record Samples(List<Sample> told, List<Sample> answered) {
    Samples {
        told = List.copyOf(told);
        answered = List.copyOf(answered);
    }

    /**
     * One of them.
     *
     * @param name of its case
     * @param file where it is
     */
    record Sample(String name, Path file) {
        String type() {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            return name.substring(name.lastIndexOf('.') + 1);
        }

        byte[] content() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
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
                                    .add(new Sample(sampleCase.toString(), file));
                        });
            } catch (IOException e) {
                throw new UncheckedIOException(samples + " cannot be read", e);
            }
        }
        return new Samples(told, answered);
    }
}
