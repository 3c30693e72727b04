package org.statescope.training.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.hub.RandomModels.Weight;
import org.statescope.training.inference.RecurrentModel;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.SsmStructure;

/// Models whose files are broken somewhere are refused in a sentence, or are still models: nothing
/// else is thrown, nothing hangs, and no size that a file claims is allocated before it is there.
class DamagedModelTest {
  private static final int SEEDS = 400;
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final long MOST_ALLOCATED = 64L << 20;

  @TempDir private Path folder;

  @Test
  void aDamagedModelIsRefusedOrStillOne() throws IOException {
    ModelConfiguration model = RandomModels.small(SsmStructure.MAMBA).build();
    Map<String, Weight> weights;
    try (CpuBackend backend = CpuBackend.create(1)) {
      weights = RandomModels.weights(RandomModels.make(backend, model, 2, 0));
    }
    Path gguf = folder.resolve("whole.gguf");
    new GgufWriter(model, weights).write(gguf, GgufWriter.F32);
    Path plain = RandomModels.write(folder.resolve("plain"), model);
    TorchWriter.write(plain.resolve("pytorch_model.bin"), weights, "");
    Files.delete(plain.resolve("model.safetensors"));
    byte[][] wholes = {
      Files.readAllBytes(gguf),
      Files.readAllBytes(plain.resolve("pytorch_model.bin")),
      Files.readAllBytes(plain.resolve("config.json"))
    };
    Path[] targets = {
      folder.resolve("damaged.gguf"),
      plain.resolve("pytorch_model.bin"),
      plain.resolve("config.json")
    };
    int refused = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      int which = seed % wholes.length;
      byte[] damaged = wholes[which].clone();
      spoil(damaged, random);
      Files.write(targets[which], damaged);
      Path path = which == 0 ? targets[0] : plain;
      String what = "seed " + seed;
      refused += assertTimeoutPreemptively(LONGEST, () -> isRefused(path, what)) ? 1 : 0;
      Files.write(targets[which], wholes[which]);
    }
    assertTrue(refused > SEEDS / 4, "only " + refused + " are noticed");
  }

  private static void spoil(byte[] bytes, Random random) {
    int near = Math.min(bytes.length, 2_000);
    for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
      int at = random.nextInt(random.nextBoolean() ? near : bytes.length);
      bytes[random.nextBoolean() ? at : bytes.length - 1 - at] ^= (byte) (1 << random.nextInt(8));
    }
  }

  private static boolean isRefused(Path path, String what) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      RecurrentModel.load(ModelFolder.read(path));
      return false;
    } catch (IOException e) {
      String sentence = String.valueOf(e.getMessage());
      assertEquals(1, sentence.lines().count(), () -> what + ": " + sentence);
      return true;
    } finally {
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(allocated < MOST_ALLOCATED, () -> what + " took " + allocated + " bytes");
    }
  }
}
