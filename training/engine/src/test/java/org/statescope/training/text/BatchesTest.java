package org.statescope.training.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.run.BatchOrder;
import org.statescope.training.text.corpus.TextException;
import org.statescope.training.trainer.TokenBatch;

class BatchesTest {
  /// Bytes from which a place can be told: byte i is the low byte of i times an odd number.
  private static SplitText text(int bytes, int length) throws TextException {
    byte[] values = new byte[bytes];
    new Random(99).nextBytes(values);
    return SplitText.of(Corpus.ofBytes("test", values, List.of()), 0.05, length);
  }

  @ParameterizedTest
  @CsvSource({"8, 16, 5000", "1, 1, 60", "3, 7, 400", "13, 129, 9000", "16, 20, 500"})
  void resumingAtAnyBatchGivesTheSameBatches(int batch, int length, int bytes)
      throws TextException {
    SplitText text = text(bytes, length);
    TrainingBatches whole = TrainingBatches.of(BatchOrder.SHUFFLED, text, batch, length, 7);
    List<int[]> expected = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      expected.add(whole.next().tokens());
    }
    assertEquals(60, whole.drawn());
    for (int at : new int[] {0, 1, 7, 29, 59}) {
      TrainingBatches resumed = TrainingBatches.of(BatchOrder.SHUFFLED, text, batch, length, 7);
      resumed.drawn(at);
      for (int i = at; i < 60; i++) {
        assertArrayEquals(expected.get(i), resumed.next().tokens());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anEpochHasEveryWindowOnceAndTheNextAnotherOrder(long seed) throws TextException {
    int length = 10;
    SplitText text = text(3000, length);
    TrainingBatches batches = TrainingBatches.of(BatchOrder.SHUFFLED, text, 1, length, seed);
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (int i = 0; i < batches.windowsPerEpoch(); i++) {
      first.add(Arrays.toString(batches.next().tokens()));
    }
    for (int i = 0; i < batches.windowsPerEpoch(); i++) {
      second.add(Arrays.toString(batches.next().tokens()));
    }
    assertEquals(first.size(), new HashSet<>(first).size());
    assertFalse(first.equals(second));
    assertTrue(batches.windowsPerEpoch() >= (text.trainTokens() - 1) / length - 1);
  }

  @Test
  void batchesNeverTouchTheHeldOutText() throws TextException {
    byte[] values = new byte[2000];
    Arrays.fill(values, 1900, 2000, (byte) 'v');
    SplitText text = SplitText.of(Corpus.ofBytes("test", values, List.of()), 0.05, 9);
    TrainingBatches batches = TrainingBatches.of(BatchOrder.SHUFFLED, text, 4, 9, 1);
    for (int i = 0; i < 500; i++) {
      assertEquals(0, Arrays.stream(batches.next().tokens()).max().orElseThrow());
    }
    for (TokenBatch batch : ValidationBatches.of(text, 4, 9, 3)) {
      assertEquals('v', Arrays.stream(batch.tokens()).min().orElseThrow());
    }
  }

  @Test
  void anotherSeedGivesAnotherOrder() throws TextException {
    SplitText text = text(5000, 16);
    int[] one = TrainingBatches.of(BatchOrder.SHUFFLED, text, 8, 16, 1).next().tokens();
    int[] two = TrainingBatches.of(BatchOrder.SHUFFLED, text, 8, 16, 2).next().tokens();
    assertFalse(Arrays.equals(one, two));
  }

  @Test
  void validationBatchesSpreadOverTheHeldOutTextWithoutCountingATokenTwice() throws TextException {
    int length = 16;
    SplitText text = text(60_000, length);
    List<TokenBatch> batches = ValidationBatches.of(text, 4, length, 8);
    assertEquals(8, batches.size());
    int[] first = batches.getFirst().tokens();
    int[] last = batches.getLast().tokens();
    assertEquals(text.token(text.trainTokens()), first[0]);
    assertEquals(text.token(59_999), last[last.length - 1]);
    Set<String> rows = new HashSet<>();
    for (TokenBatch batch : batches) {
      for (int row = 0; row < 4; row++) {
        int from = row * (length + 1);
        rows.add(Arrays.toString(Arrays.copyOfRange(batch.tokens(), from, from + length + 1)));
      }
    }
    assertEquals(32, rows.size());
  }

  @Test
  void aSmallHeldOutTextStillFillsOneBatch() throws TextException {
    SplitText text = text(400, 16);
    assertEquals(1, ValidationBatches.of(text, 8, 16, 5).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 329})
  void aTextShorterThanOneSequenceIsRefusedWithBothSizes(int bytes) {
    TextException failure = assertThrows(TextException.class, () -> text(bytes, 16));
    assertTrue(failure.getMessage().contains(bytes + " bytes"), failure.getMessage());
    assertTrue(failure.getMessage().contains("340"), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }
}
