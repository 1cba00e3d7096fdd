import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges PDF files by veraPDF's profiles: {@code JudgePdf 3a,ua1 file.pdf…}. */
public class JudgePdf {
    public static void main(String[] arguments) {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 1; i < arguments.length; i++) {
            for (String name : arguments[0].split(",")) {
                judge(name, arguments[i]);
            }
        }
    }

    private static void judge(String name, String file) {
        String what = "veraPDF " + name + ": " + file;
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 10000, false, true, false);
            ValidationResult result = validator.validate(parser);
            // A validator without its rules checks nothing and is content.
            boolean good = result.isCompliant() && result.getTotalAssertions() > 0;
            System.out.println((good ? "PASS " : "FAIL ") + what);
            if (!good) {
                report(result);
            }
        } catch (Exception problem) {
            System.out.println("FAIL " + what);
            System.out.println(problem);
        }
    }

    private static void report(ValidationResult result) {
        Map<String, Integer> count = new TreeMap<>();
        Map<String, String> message = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                count.merge(rule, 1, Integer::sum);
                message.putIfAbsent(rule, assertion.getMessage());
            }
        }
        System.out.println(result.getTotalAssertions() + " checks");
        count.forEach((rule, times) -> System.out.println(rule + " x" + times + ": " + message.get(rule)));
    }
}
