package vn.lienthong.hub.agency.call;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * Signs body and timestamp of envelopes by an X.509 certificate, which goes with them. The signature stands before what it is
 * over, so an envelope is held as a whole, as a tree.
 */
public final class EnvelopeSignature {
    /** The longest envelope that is signed, in bytes. */
    public static final int LONGEST = 4 << 20;

    private static final int LIVES = 300;

    static {
        WSSConfig.init();
    }

    private static final String BY_RSA = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final String BY_CURVE = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    private static final String DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256";

    private final Merlin keys = new Merlin();
    private final String algorithm;

    /** @param keys with one key, without a password */
    EnvelopeSignature(KeyStore keys) {
        this.keys.setKeyStore(keys);
        this.algorithm = algorithm(keys);
    }

    private static String algorithm(KeyStore keys) {
        try {
            Certificate certificate = keys.getCertificate(SoapSignature.ALIAS);
            return certificate.getPublicKey().getAlgorithm().equals("EC") ? BY_CURVE : BY_RSA;
        } catch (KeyStoreException e) {
            throw new IllegalStateException("the store was loaded", e);
        }
    }

    /**
     * The signed envelope.
     *
     * @param envelope one of the hub's own, no longer than {@link #LONGEST}
     */
    public byte[] sign(byte[] envelope) {
        try {
            Document document = tree(envelope);
            WSSecHeader header = new WSSecHeader(document);
            header.insertSecurityHeader();
            WSSecTimestamp timestamp = new WSSecTimestamp(header);
            timestamp.setTimeToLive(LIVES);
            timestamp.build();
            WSSecSignature signature = new WSSecSignature(header);
            signature.setUserInfo(SoapSignature.ALIAS, "");
            signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
            signature.setSignatureAlgorithm(algorithm);
            signature.setDigestAlgo(DIGEST);
            String soap = document.getDocumentElement().getNamespaceURI();
            signature.getParts().add(new WSEncryptionPart("Body", soap, ""));
            signature.getParts().add(new WSEncryptionPart("Timestamp", WSConstants.WSU_NS, ""));
            ByteArrayOutputStream signed = new ByteArrayOutputStream(envelope.length + 4_096);
            StaxUtils.writeTo(signature.build(keys), signed);
            return signed.toByteArray();
        } catch (WSSecurityException | XMLStreamException e) {
            throw new IllegalStateException("an envelope of the hub's own cannot be signed", e);
        }
    }

    private static Document tree(byte[] envelope) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(envelope));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("an envelope of the hub's own is no XML", e);
        }
    }
}
