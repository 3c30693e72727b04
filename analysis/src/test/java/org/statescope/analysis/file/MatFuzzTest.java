package org.statescope.analysis.file;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.StateSpace;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;

/// Damaged MATLAB files: each ends in a sentence or in a system, never in another exception.
class MatFuzzTest {
  private static final int MUTATIONS = 1500;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"plain", "compressed", "structure", "compressed structure"})
  void everyMutationEndsInASentenceOrASystem(String kind) throws IOException {
    Path file = folder.resolve("system.mat");
    MatFiles.write(source(kind.endsWith("structure")), file, kind.startsWith("compressed"));
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(kind.hashCode());
    int refused =
        assertTimeoutPreemptively(
            LIMIT,
            () -> {
              int count = 0;
              for (int i = 0; i < MUTATIONS; i++) {
                Files.write(file, mutated(whole, random));
                count += isRefused(file) ? 1 : 0;
              }
              return count;
            });
    assertTrue(refused > MUTATIONS / 10, refused + " mutations were noticed");
  }

  private static Mat5File source(boolean structure) {
    Mat5File mat = Mat5.newMatFile();
    if (structure) {
      mat.addArray(
          "sys",
          Mat5.newStruct()
              .set("A", MatFiles.array(MatFiles.A))
              .set("name", Mat5.newString("plant"))
              .set("B", MatFiles.array(MatFiles.B))
              .set("C", MatFiles.array(MatFiles.C))
              .set("Ts", Mat5.newScalar(0.5)));
    } else {
      mat = MatFiles.plain();
      mat.addArray("Ts", Mat5.newScalar(0.5));
    }
    return mat;
  }

  /// Flipped bits, overwritten words, a cut end, or a stretch that is there twice.
  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> {
        int from = random.nextInt(bytes.length);
        int length = Math.min(random.nextInt(64), bytes.length - from);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, from, longer, from + length, bytes.length - from);
        return longer;
      }
      case 2 -> {
        int at = 128 + 4 * random.nextInt((bytes.length - 128) / 4);
        int value = random.nextInt() >>> random.nextInt(32);
        for (int i = 0; i < 4; i++) {
          bytes[at + i] = (byte) (value >>> 8 * i);
        }
      }
      default -> {
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          // Behind the text of the header, where every bit counts.
          bytes[116 + random.nextInt(bytes.length - 116)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }

  private static boolean isRefused(Path file) throws IOException {
    try {
      StateSpace system = SystemFile.read(file);
      assertTrue(system.order() == system.b().numRows);
      return false;
    } catch (SystemFileException e) {
      assertTrue(e.getMessage().startsWith("The system in " + file + " cannot be read: "));
      return true;
    }
  }
}
