package org.statescope.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Numerics are documented where they are declared: read from the sources, since the class files do
/// not keep comments. The sources are those below the module's folder, where the tests run.
class DocumentationTest {
  private static final Path SOURCES = Path.of("src/main/java/org/statescope/analysis");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("^ {0,2}public .*\\b(class|interface|record|enum) \\w+.*");
  private static final Pattern PUBLIC_METHOD = Pattern.compile("^ {2,4}public [^=;{]*\\w+\\(.*");

  /// A computation is entered through a static factory or a public constructor that is given a
  /// matrix or a system.
  private static final Pattern COMPUTATION =
      Pattern.compile(
          "^ {2}((public )?static [^=;{]*|public [A-Z]\\w+)\\((DMatrixRMaj|StateSpace) .*");

  /// Members of an interface are public without saying so.
  private static final Pattern INTERFACE = Pattern.compile("^public (sealed )?interface .*");

  private static final Pattern INTERFACE_METHOD =
      Pattern.compile(
          "^ {2}(?!return|record|throw|switch|private)(static |default )?[\\w<>\\[\\].]+"
              + " \\w+\\(.*");

  /// It refuses wrong input and computes nothing.
  private static final String GUARD = "Shapes.java";

  /// Packages that read, write and gather, and leave the computing to the others.
  private static final List<String> WITHOUT_NUMERICS = List.of("checkpoint", "file", "report");

  private static final List<Requirement> REQUIREMENTS =
      List.of(
          new Requirement("a formula", Pattern.compile("(?i)formula|[=≤∫√Σ]")),
          new Requirement("its shapes", Pattern.compile("(?i)shape|× ?[nmp]|n values|numbers")),
          new Requirement("what is modified", Pattern.compile("(?i)modif")),
          new Requirement("its algorithm", Pattern.compile("(?i)algorithm|doi")),
          new Requirement("a tolerance", Pattern.compile("(?i)toleran|exact|bound")),
          new Requirement(
              "edge cases",
              Pattern.compile("(?i)edge case|NaN|empty|singular|stable|infinite|defective")),
          new Requirement("a cost", Pattern.compile("(?i)cost|O\\(n|n³|n²")));

  private record Requirement(String name, Pattern pattern) {}

  @Test
  void everyPublicTypeAndMethodHasAComment() throws IOException {
    List<String> bare = new ArrayList<>();
    int seen = 0;
    for (Path file : sources()) {
      List<String> lines = Files.readAllLines(file);
      boolean isInterface = lines.stream().anyMatch(line -> INTERFACE.matcher(line).matches());
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (PUBLIC_TYPE.matcher(line).matches()
            || PUBLIC_METHOD.matcher(line).matches()
            || isInterface && INTERFACE_METHOD.matcher(line).matches()) {
          seen++;
          if (!isDocumented(lines, i)) {
            bare.add(file.getFileName() + ":" + (i + 1) + " " + line.strip());
          }
        }
      }
    }
    assertTrue(seen > 100, "only " + seen + " public declarations were found");
    assertEquals(List.of(), bare, "public and without a comment");
  }

  @Test
  void everyComputationStatesFormulaShapesWhatItModifiesToleranceEdgeCasesAlgorithmAndCost()
      throws IOException {
    List<String> silent = new ArrayList<>();
    int seen = 0;
    for (Path file : sources()) {
      List<String> lines = Files.readAllLines(file);
      if (file.endsWith(GUARD)
          || WITHOUT_NUMERICS.contains(SOURCES.relativize(file).getName(0).toString())
          || lines.stream().noneMatch(line -> COMPUTATION.matcher(line).matches())
          || lines.stream().noneMatch(line -> PUBLIC_TYPE.matcher(line).matches())) {
        continue;
      }
      seen++;
      String comments =
          String.join(
              "\n", lines.stream().map(String::strip).filter(l -> l.startsWith("///")).toList());
      for (Requirement requirement : REQUIREMENTS) {
        if (!requirement.pattern().matcher(comments).find()) {
          silent.add(file.getFileName() + " does not state " + requirement.name());
        }
      }
    }
    assertTrue(seen > 20, "only " + seen + " computations were found");
    assertEquals(List.of(), silent);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> tree = Files.walk(SOURCES)) {
      return tree.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    }
  }

  /// A comment directly above, annotations between; an overriding method inherits one, and the
  /// canonical constructor of a record has its record's.
  private static boolean isDocumented(List<String> lines, int declaration) {
    String name = lines.get(declaration).strip();
    if (name.matches("public \\w+ \\{")) {
      return true;
    }
    for (int i = declaration - 1; i >= 0; i--) {
      String line = lines.get(i).strip();
      if (line.equals("@Override") || line.startsWith("///")) {
        return true;
      }
      if (!line.startsWith("@") && !line.startsWith("//")) {
        return false;
      }
    }
    return false;
  }
}
