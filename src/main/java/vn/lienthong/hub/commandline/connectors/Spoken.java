package vn.lienthong.hub.commandline.connectors;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import vn.lienthong.hub.canonical.Bilingual;

/** In which language a command tells what it found. */
public final class Spoken {
    @CommandLine.Option(
            names = "--language",
            paramLabel = "vi|en",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Vietnamese or English. Else that of the terminal.")
    private @Nullable String language;

    /** The reader's. */
    public Locale language() {
        return language == null ? Locale.getDefault() : Locale.forLanguageTag(language);
    }

    /** A text in the reader's language. */
    public String in(String vi, String en) {
        return in(new Bilingual(vi, en));
    }

    /** A text in the reader's language. */
    public String in(Bilingual text) {
        return text.in(language());
    }
}
