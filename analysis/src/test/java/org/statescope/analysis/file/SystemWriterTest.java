package org.statescope.analysis.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

class SystemWriterTest {
  @TempDir private Path folder;

  private static StateSpace system(int n, int m, int p, TimeDomain domain) {
    Random random = new Random(31 * n + m);
    DMatrixRMaj a = RandomMatrices_DDRM.rectangle(n, n, -1, 1, random);
    // Numbers whose bits a careless writer would lose.
    a.set(0, 0, Double.MIN_VALUE);
    a.set(n - 1, 0, -1.0 / 3);
    return new StateSpace(
        a,
        RandomMatrices_DDRM.rectangle(n, m, -1e300, 1e300, random),
        RandomMatrices_DDRM.rectangle(p, n, -1e-12, 1, random),
        RandomMatrices_DDRM.rectangle(p, m, -1, 1, random),
        domain);
  }

  private static void assertSame(StateSpace expected, StateSpace actual) {
    assertArrayEquals(expected.a().data, actual.a().data, 0);
    assertArrayEquals(expected.b().data, actual.b().data, 0);
    assertArrayEquals(expected.c().data, actual.c().data, 0);
    assertArrayEquals(expected.d().data, actual.d().data, 0);
    assertEquals(expected.timeDomain(), actual.timeDomain());
  }

  private List<Path> everyFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 33})
  void matlabAndNumpyFilesReadBackBitForBit(int n) throws IOException {
    for (TimeDomain domain : List.of(TimeDomain.continuous(), TimeDomain.discrete(0.1))) {
      StateSpace system = system(n, 1 + n % 3, 1 + n % 2, domain);
      Path mat = folder.resolve("s.mat");
      Path npz = folder.resolve("s.npz");
      SystemWriter.writeMatlab(system, mat);
      SystemWriter.writeNumpy(system, npz);
      assertSame(system, SystemFile.read(mat));
      assertSame(system, SystemFile.read(npz));
      assertEquals(2, everyFile().size(), "nothing but the two files stays behind");
    }
  }

  @Test
  void pythonScriptsHoldEveryNumberBitForBit() throws IOException {
    StateSpace system = system(5, 2, 3, TimeDomain.discrete(0.1));
    Path file = folder.resolve("s.py");
    SystemWriter.writePython(system, List.of("run \"Ω\"", "two\nlines"), file);
    String script = Files.readString(file);
    assertTrue(script.startsWith("# run \"Ω\"\n# two lines\nimport control\n"), script);
    assertSame(
        system,
        new StateSpace(
            matrix(script, "A"),
            matrix(script, "B"),
            matrix(script, "C"),
            matrix(script, "D"),
            system.timeDomain()));
    assertTrue(script.endsWith("dt = 0.1\nsystem = control.ss(A, B, C, D, dt)\n"), script);
    SystemWriter.writePython(system(2, 1, 1, TimeDomain.continuous()), List.of(), file);
    assertTrue(Files.readString(file).endsWith("system = control.ss(A, B, C, D)\n"));
  }

  private static DMatrixRMaj matrix(String script, String name) {
    Matcher block =
        Pattern.compile(
                "^" + name + " = np\\.array\\(\\[\n(.*?)\n\\]\\)",
                Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(script);
    assertTrue(block.find(), name);
    List<String> rows = block.group(1).lines().toList();
    DMatrixRMaj matrix = new DMatrixRMaj(rows.size(), rows.getFirst().split(", ", -1).length);
    for (int i = 0; i < matrix.numRows; i++) {
      String[] words = rows.get(i).strip().replaceAll("^\\[|],$", "").split(", ", -1);
      for (int j = 0; j < matrix.numCols; j++) {
        matrix.set(i, j, Double.parseDouble(words[j]));
      }
    }
    return matrix;
  }

  @Test
  void anOldFileIsReplacedAndAFailureLeavesNothingBehind() throws IOException {
    StateSpace system = system(2, 1, 1, TimeDomain.continuous());
    Path file = Files.writeString(folder.resolve("s.npz"), "old");
    SystemWriter.writeNumpy(system, file);
    assertSame(system, SystemFile.read(file));
    byte[] bytes = Files.readAllBytes(file);
    SystemWriter.writeNumpy(system, file);
    assertArrayEquals(bytes, Files.readAllBytes(file));
    assertThrows(
        NoSuchFileException.class,
        () -> SystemWriter.writeMatlab(system, folder.resolve("none").resolve("s.mat")));
    assertThrows(
        IOException.class,
        () ->
            WholeFile.write(
                file,
                stream -> {
                  stream.write(1);
                  throw new IOException("the disk is full");
                }));
    assertArrayEquals(bytes, Files.readAllBytes(file));
    assertEquals(1, everyFile().size());
  }
}
