import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDF files with veraPDF, all in one process: Vera FLAVOUR FILE [FLAVOUR FILE …].
 *
 * Prints a line of tab-separated fields for each rule that fails: file, flavour, clause, test number, number of
 * failures, message, place of the first. A line "file, flavour, done, number of assertions" ends each validation.
 */
public class Vera {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int n = 0; n + 1 < arguments.length; n += 2) {
            validate(arguments[n], arguments[n + 1]);
        }
    }

    private static void validate(String name, String path) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
        try (InputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, String> places = new LinkedHashMap<>();
            Map<String, Integer> counts = new LinkedHashMap<>();
            for (TestAssertion failed : result.getTestAssertions()) {
                if (failed.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = failed.getRuleId().getClause() + "\t" + failed.getRuleId().getTestNumber();
                    counts.merge(rule, 1, Integer::sum);
                    places.putIfAbsent(rule, flat(failed.getMessage()) + "\t" + flat(failed.getLocation().getContext()));
                }
            }
            counts.forEach((rule, count) -> print(path, name, rule, count, places.get(rule)));
            print(path, name, "done", result.getTotalAssertions());
        }
    }

    private static String flat(String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ");
    }

    private static void print(Object... fields) {
        StringBuilder line = new StringBuilder();
        for (Object field : fields) {
            line.append(line.length() == 0 ? "" : "\t").append(field);
        }
        OUT.println(line);
    }
}
