package vn.lienthong.hub.translation.soap;

/**
 * A part of a message that travels beside the envelope, as SOAP with attachments has it.
 *
 * @param name of the part in the contract
 * @param mediaType what the contract says of it, such as {@code image/jpeg}; may be {@code *}{@code /*}
 */
public record SoapAttachment(String name, String mediaType) {
    /** What a part is sent as: what the contract says, or octets where it leaves that open. */
    String sentAs() {
        return knownType().isEmpty() ? "application/octet-stream" : knownType();
    }

    /** Empty where the contract leaves it open. */
    String knownType() {
        return mediaType.contains("*") ? "" : mediaType;
    }
}
