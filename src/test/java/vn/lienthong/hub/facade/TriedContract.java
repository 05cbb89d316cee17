package vn.lienthong.hub.facade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.soap.SoapContract;
import vn.lienthong.hub.translation.soap.SoapPort;

/**
 * One port of a WSDL: written for the tests, or published by others and read from their artifacts in {@code target/others}.
 *
 * @param id of its connector
 * @param from who wrote it
 * @param folder where its documents are
 * @param wsdl its place in the folder
 * @param documents the files that stand for addresses, by address
 */
record TriedContract(
        String id, String from, Path folder, String wsdl, QName service, QName port, Map<String, String> documents) {
    private static final Path OWN = Path.of("src/test/resources/wsdl");
    private static final Path OTHERS = Path.of("target/others");
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final List<String> BINDINGS =
            List.of("http://schemas.xmlsoap.org/wsdl/soap/", "http://schemas.xmlsoap.org/wsdl/soap12/");

    /** Those written for the tests, each in its own folder. */
    static List<TriedContract> own() {
        List<TriedContract> all = new ArrayList<>();
        for (Path folder : sorted(OWN, 1, Files::isDirectory)) {
            String name = String.valueOf(folder.getFileName());
            Map<String, String> documents = new LinkedHashMap<>();
            if (name.equals("wcf")) {
                String service = "http://payments.example.invalid/Service.svc?";
                documents.put(service + "wsdl=wsdl0", "wsdl0.wsdl");
                List.of("xsd0", "xsd1", "xsd2").forEach(xsd -> documents.put(service + "xsd=" + xsd, xsd + ".xsd"));
            }
            all.addAll(ports(name, "the tests (" + name + ")", folder, "service.wsdl", documents));
        }
        return all;
    }

    /**
     * Those in the artifacts of others, laid out in a folder. Of several ports with one binding the first is taken, and
     * nothing of a binding that is not SOAP.
     */
    static List<TriedContract> published(Path home) {
        List<TriedContract> all = new ArrayList<>();
        for (Path jar : sorted(OTHERS, 1, file -> String.valueOf(file).matches(".*\\.(jar|zip)"))) {
            String artifact = String.valueOf(jar.getFileName()).replaceFirst("\\.[a-z]+$", "");
            Path folder = home.resolve(artifact);
            layOut(jar, folder);
            all.addAll(within(folder, artifact));
        }
        return all;
    }

    /** Those in packages of npm that were fetched. */
    static List<TriedContract> packed() {
        return NpmPackages.WITH_CONTRACTS.stream()
                .flatMap(one -> within(NpmPackages.folder(one), one).stream())
                .toList();
    }

    private static List<TriedContract> within(Path folder, String from) {
        List<TriedContract> all = new ArrayList<>();
        String letters = from.replaceAll("[^a-z]", "");
        int at = 0;
        for (Path wsdl : sorted(folder, 9, TriedContract::isSource)) {
            String id = letters.substring(Math.max(0, letters.length() - 10)) + "-" + ++at;
            String location = folder.relativize(wsdl).toString().replace('\\', '/');
            all.addAll(ports(id, from, folder, location, Map.of()));
        }
        return all;
    }

    /** Whether it is a contract, and no copy that a package's build made of one. */
    private static boolean isSource(Path file) {
        String name = file.toString();
        return name.endsWith(".wsdl") && !name.contains("/dist/");
    }

    private interface Wanted {
        boolean is(Path path);
    }

    private static List<Path> sorted(Path folder, int depth, Wanted wanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found.filter(path -> !path.equals(folder) && wanted.is(path))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void layOut(Path jar, Path folder) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().matches(".*\\.(wsdl|xsd)")) {
                    Path file = folder.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.write(file, zip.getInputStream(entry).readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<TriedContract> ports(
            String id, String from, Path folder, String wsdl, Map<String, String> documents) {
        Document document = parsed(folder.resolve(wsdl));
        Set<String> soap = bindings(document);
        Set<String> seen = new LinkedHashSet<>();
        List<TriedContract> found = new ArrayList<>();
        for (Element port : elements(document, "port")) {
            String binding = local(port.getAttribute("binding"));
            // A binding of a document that is imported is known only once that is read.
            boolean isSoap = soap.contains(binding) || !declared(document).contains(binding);
            if (isSoap && seen.add(binding)) {
                Element service = (Element) port.getParentNode();
                String namespace = document.getDocumentElement().getAttribute("targetNamespace");
                found.add(new TriedContract(
                        id + "-" + seen.size(),
                        from,
                        folder,
                        wsdl,
                        new QName(namespace, service.getAttribute("name")),
                        new QName(namespace, port.getAttribute("name")),
                        documents));
            }
        }
        return found;
    }

    private static Set<String> declared(Document document) {
        return elements(document, "binding").stream()
                .map(binding -> binding.getAttribute("name"))
                .collect(Collectors.toSet());
    }

    private static Set<String> bindings(Document document) {
        return elements(document, "binding").stream()
                .filter(binding -> BINDINGS.stream()
                        .anyMatch(soap ->
                                binding.getElementsByTagNameNS(soap, "binding").getLength() > 0))
                .map(binding -> binding.getAttribute("name"))
                .collect(Collectors.toSet());
    }

    private static List<Element> elements(Document document, String local) {
        var nodes = document.getElementsByTagNameNS(WSDL, local);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static Document parsed(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (Exception e) {
            throw new IllegalStateException(file + " cannot be parsed", e);
        }
    }

    /** @throws vn.lienthong.hub.translation.schema.SchemaRefused if it cannot be translated */
    SoapPort read() {
        return read(location -> {});
    }

    /** Whether any of its bindings has messages that no schema declares as a whole. */
    boolean isRpc() throws IOException {
        return Files.readString(folder.resolve(wsdl)).contains("style=\"rpc\"");
    }

    /** Whether it asks for the headers of WS-Addressing. */
    private boolean isAddressed() throws IOException {
        String contract = Files.readString(folder.resolve(wsdl));
        return contract.contains("UsingAddressing") || contract.contains("<wsam:Addressing");
    }

    /** Whether its root elements have abstract types, which the validator that CXF takes does not know. */
    boolean isJudgedWrongly() {
        return wsdl.endsWith("/cardealer.wsdl");
    }

    /** Whether CXF takes the part of the header for that of the body where a service reads bodies as they are. */
    boolean isMisread() {
        return wsdl.endsWith("/header2.wsdl") || wsdl.endsWith("/soapheader_rpc.wsdl");
    }

    private SoapPort read(Consumer<String> needed) {
        SchemaCatalogue files = SchemaCatalogue.directory(folder);
        SchemaCatalogue catalogue = location -> {
            String file = documents.getOrDefault(location, location);
            byte[] content = files.document(file);
            if (content != null) {
                needed.accept(file);
            }
            return content;
        };
        return SoapContract.read(catalogue, wsdl).port(service.getLocalPart(), port.getLocalPart());
    }

    /** Lays out the connector's folder. */
    void connector(Path connectors, String address) throws IOException {
        Path own = connectors.resolve(id);
        copy(own, Map.of());
        String more = documents.entrySet().stream()
                .map(document -> "\"" + document.getKey() + "\": " + document.getValue())
                .collect(Collectors.joining(", ", ", documents: {", "}"));
        Files.writeString(
                own.resolve("connector.yaml"),
                """
                id: %s
                name: {vi: "Thử", en: "Trial"}
                address: %s
                facade: {kind: rest, contract: %s, service: %s, port: %s, path: /%s, addressing: %s%s}
                """
                        .formatted(
                                id,
                                address,
                                wsdl,
                                service.getLocalPart(),
                                port.getLocalPart(),
                                id,
                                isAddressed(),
                                more));
    }

    /** The WSDL for readers that resolve addresses themselves: they get the files by their names. */
    Path relocated(Path copies) throws IOException {
        if (documents.isEmpty()) {
            return folder.resolve(wsdl).toAbsolutePath();
        }
        Path own = copies.resolve(id);
        copy(own, documents);
        return own.resolve(wsdl);
    }

    private void copy(Path target, Map<String, String> otherwise) throws IOException {
        Set<String> needed = new LinkedHashSet<>();
        read(needed::add);
        for (String file : needed) {
            Path copy = target.resolve(file);
            Files.createDirectories(copy.getParent());
            byte[] content = Files.readAllBytes(folder.resolve(file));
            if (!otherwise.isEmpty()) {
                String text = new String(content, StandardCharsets.UTF_8);
                for (Map.Entry<String, String> one : otherwise.entrySet()) {
                    text = text.replace(one.getKey(), one.getValue());
                }
                content = text.getBytes(StandardCharsets.UTF_8);
            }
            Files.write(copy, content);
        }
    }
}
