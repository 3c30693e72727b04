package org.statescope.analysis.checkpoint.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedCheckpointTest {
  private static final int SEEDS = 1000;

  /// Far more than the thousandth of a second that one takes, for machines that are busy.
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /// What reading a file of some bytes may allocate, however it lies: a share for opening any file,
  /// and for each byte what the values, names and texts made of it take.
  private static final long BASE_ALLOCATION = 8L << 20;

  private static final long ALLOCATION_PER_BYTE = 2_000;

  @TempDir private Path folder;

  @Test
  void everyDamageIsToldInASentence() throws IOException {
    Map<Damage, Integer> refused = new EnumMap<>(Damage.class);
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Damage damage = Damage.values()[seed % Damage.values().length];
      Damage.Format[] formats = Damage.Format.values();
      Damage.Format format = formats[random.nextInt(formats.length)];
      Path path = folder.resolve("checkpoint-" + seed);
      damage.write(path, format, random);
      String what = damage + " " + format + " of seed " + seed;
      Optional<String> failure =
          assertTimeoutPreemptively(LONGEST, () -> failure(path), () -> what + " hangs");
      if (failure.isPresent()) {
        assertEquals(1, failure.get().lines().count(), () -> what + ": " + failure.get());
        assertTrue(failure.get().contains(path.toString()), () -> what + ": " + failure.get());
        refused.merge(damage, 1, Integer::sum);
      } else if (damage.certain) {
        fail(what + " was read");
      }
    }
    assertNull(System.getProperty(Tripwire.TRACE), "a class was loaded for a file");
    assertTrue(
        refused.get(Damage.HEADER_SPOILT) > 20, "spoilt headers are mostly noticed: " + refused);
  }

  /// The sentence of a file that cannot be read; anything but an I/O failure is a failure here.
  private static Optional<String> failure(Path path) throws IOException {
    long size = Files.size(path);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Inspection.of(path);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(
          allocated <= BASE_ALLOCATION + ALLOCATION_PER_BYTE * size,
          () -> path + " of " + size + " bytes took " + allocated);
    }
  }
}
