import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Holds what mutation testing found against what we know of it. Each mutant of a module that its
/// tests let live must be explained in the module's mutants.tsv, and each explained one must still
/// live.
///
///     java deploy/Survivors.java mcp-core enforcement
///
/// A line of mutants.tsv has the class, the method, the mutator, how many of them live, and why.
/// Lines are not named by number, nor are lambdas: those move.
final class Survivors {
    private static final List<String> DEAD =
            List.of("KILLED", "TIMED_OUT", "MEMORY_ERROR", "NON_VIABLE");

    /// Mutants of one kind in one method.
    private static final class Count {
        private int explained;
        private int living;
        private int timedOut;
    }

    private final Map<String, Count> counts = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    public static void main(String... modules) throws Exception {
        boolean fine = modules.length > 0;
        for (String module : modules) {
            Survivors survivors = new Survivors();
            survivors.explained(Path.of(module, "mutants.tsv"));
            survivors.found(Path.of(module, "target", "pit-reports", "mutations.xml"));
            survivors.compare();
            survivors.faults.forEach(fault -> System.err.println(module + ": " + fault));
            fine &= survivors.faults.isEmpty();
        }
        System.exit(fine ? 0 : 1);
    }

    private Count count(String key) {
        return counts.computeIfAbsent(key, none -> new Count());
    }

    private void explained(Path file) throws Exception {
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            String[] cells = line.split("\t", -1);
            String key = cells.length == 5 ? String.join(" ", List.of(cells).subList(0, 3)) : "";
            if (key.isEmpty() || cells[4].isBlank() || count(key).explained > 0) {
                faults.add("not an explanation, or a second one of the same: " + line);
            } else {
                count(key).explained = Integer.parseInt(cells[3]);
            }
        }
    }

    private void found(Path report) throws Exception {
        Document xml =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
        var mutants = xml.getElementsByTagName("mutation");
        for (int i = 0; i < mutants.getLength(); i++) {
            Element mutant = (Element) mutants.item(i);
            String key =
                    String.join(
                            " ",
                            afterLast('.', text(mutant, "mutatedClass")),
                            text(mutant, "mutatedMethod").replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1"),
                            afterLast('.', text(mutant, "mutator")).replaceFirst("Mutator$", ""));
            String status = mutant.getAttribute("status");
            if (!DEAD.contains(status)) {
                count(key).living++;
            } else if (status.equals("TIMED_OUT")) {
                count(key).timedOut++;
            }
        }
        if (mutants.getLength() == 0) {
            faults.add("there was nothing to kill");
        }
    }

    /// A busy machine may take a test that goes on for one that never ends, and so a living mutant
    /// for a dead one.
    private void compare() {
        counts.forEach(
                (key, count) -> {
                    if (count.living > count.explained) {
                        faults.add(
                                "%d live and %d are explained: %s"
                                        .formatted(count.living, count.explained, key));
                    } else if (count.living + count.timedOut < count.explained) {
                        faults.add(
                                "only %d live of the %d that are explained: %s"
                                        .formatted(count.living, count.explained, key));
                    }
                });
    }

    private static String text(Element mutant, String name) {
        return mutant.getElementsByTagName(name).item(0).getTextContent();
    }

    private static String afterLast(char separator, String text) {
        return text.substring(text.lastIndexOf(separator) + 1);
    }
}
