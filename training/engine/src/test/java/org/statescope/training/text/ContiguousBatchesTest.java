package org.statescope.training.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.run.BatchOrder;
import org.statescope.training.run.TextConfiguration;
import org.statescope.training.text.cache.CachedTokens;
import org.statescope.training.text.cache.TokenCache;
import org.statescope.training.text.corpus.PreparationMonitor;
import org.statescope.training.text.corpus.TextException;
import org.statescope.training.text.corpus.TextSource;
import org.statescope.training.text.token.TokenSequence;
import org.statescope.training.trainer.TokenBatch;

class ContiguousBatchesTest {
  @TempDir private Path folder;

  /// A text whose token at a place is the place.
  private static SplitText places(int tokens, int length) throws TextException {
    TokenSequence places =
        new TokenSequence() {
          @Override
          public long size() {
            return tokens;
          }

          @Override
          public int token(long place) {
            return (int) place;
          }
        };
    Corpus one = Corpus.ofBytes("test", new byte[] {1}, List.of());
    return SplitText.of(new Corpus("test", places, one.fingerprint(), List.of()), 0.1, length);
  }

  @Test
  void eachRowGoesOnWhereItEnded() throws TextException {
    int batch = 3;
    int length = 10;
    TrainingBatches batches =
        TrainingBatches.of(BatchOrder.CONTIGUOUS, places(1000, length), batch, length, 4);
    long perRow = batches.windowsPerEpoch() / batch;
    TokenBatch before = batches.next();
    Set<Integer> starts = new HashSet<>();
    for (int i = 1; i < perRow; i++) {
      TokenBatch next = batches.next();
      for (int row = 0; row < batch; row++) {
        assertEquals(before.target(row, length - 1), next.input(row, 0));
        assertTrue(starts.add(next.input(row, 0)));
      }
      before = next;
    }
    assertEquals(perRow * batch - batch, starts.size());
  }

  @ParameterizedTest
  @CsvSource({"5, 16, 300", "8, 30, 400", "1, 1, 40"})
  void fewerWindowsThanRowsStillFillABatch(int batch, int length, int tokens) throws TextException {
    SplitText text = places(tokens, length);
    TrainingBatches batches = TrainingBatches.of(BatchOrder.CONTIGUOUS, text, batch, length, 4);
    for (int i = 0; i < 50; i++) {
      for (int token : batches.next().tokens()) {
        assertTrue(token < text.trainTokens());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BatchOrder.class)
  void resumingAnywhereGivesTheSameBatchesForRandomSizes(BatchOrder order) throws TextException {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 60; trial++) {
      int batch = 1 + random.nextInt(9);
      int length = 1 + random.nextInt(40);
      SplitText text = places(12 * (length + 1) + random.nextInt(4000), length);
      TrainingBatches whole = TrainingBatches.of(order, text, batch, length, trial);
      List<int[]> expected = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        expected.add(whole.next().tokens());
      }
      int at = random.nextInt(80);
      TrainingBatches resumed = TrainingBatches.of(order, text, batch, length, trial);
      resumed.drawn(at);
      for (int i = at; i < 80; i++) {
        assertArrayEquals(expected.get(i), resumed.next().tokens());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mappedTokensGiveTheBatchesThatTokensInMemoryGive(long seed) throws IOException {
    byte[] bytes = new byte[20_000];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (1 + random.nextInt(127));
    }
    Path file = Files.write(folder.resolve("a.txt"), bytes);
    TextConfiguration text = TextConfiguration.bytesOf(file.toString());
    Corpus memory = Corpora.inMemory(text, PreparationMonitor.NONE);
    CachedTokens cached =
        new TokenCache(folder.resolve("cache"), notice -> {})
            .tokens(TextSource.of(text), "text", null, PreparationMonitor.NONE);
    assertEquals(memory.fingerprint(), cached.fingerprint());
    Corpus mapped = new Corpus("m", cached.tokens(), cached.fingerprint(), List.of());
    SplitText left = SplitText.of(memory, 0.05, 17);
    SplitText right = SplitText.of(mapped, 0.05, 17);
    for (BatchOrder order : BatchOrder.values()) {
      TrainingBatches one = TrainingBatches.of(order, left, 5, 17, seed);
      TrainingBatches other = TrainingBatches.of(order, right, 5, 17, seed);
      for (int i = 0; i < 600; i++) {
        assertArrayEquals(one.next().tokens(), other.next().tokens());
      }
    }
    List<TokenBatch> one = ValidationBatches.of(left, 5, 17, 4);
    List<TokenBatch> other = ValidationBatches.of(right, 5, 17, 4);
    for (int i = 0; i < one.size(); i++) {
      assertArrayEquals(one.get(i).tokens(), other.get(i).tokens());
    }
  }
}
