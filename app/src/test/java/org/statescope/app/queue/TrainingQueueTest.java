package org.statescope.app.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrainingQueueTest {
  private static final QueuedRun A = run("a", "cpu");
  private static final QueuedRun B = run("b", "cuda:0");
  private static final QueuedRun C = run("c", "cpu");
  private static final QueuedRun D = run("d", "cpu");

  private final TrainingQueue queue = TrainingQueue.EMPTY.with(List.of(A, B, C, D));

  @Test
  void aPlaceCountsThoseOfTheSameDevice() {
    assertEquals(OptionalInt.of(1), queue.position(A.folder()));
    assertEquals(OptionalInt.of(1), queue.position(B.folder()));
    assertEquals(OptionalInt.of(3), queue.position(D.folder()));
    assertEquals(OptionalInt.empty(), queue.position(Path.of("/other")));
  }

  @Test
  void movingPassesRunsOfTheSameDeviceAndStopsAtEitherEnd() {
    assertEquals(List.of(C, B, A, D), queue.moved(C.folder(), -1).waiting());
    assertEquals(List.of(D, B, A, C), queue.moved(D.folder(), -5).waiting());
    assertEquals(List.of(C, B, D, A), queue.moved(A.folder(), 9).waiting());
    assertEquals(queue, queue.moved(B.folder(), 1));
    assertEquals(queue, queue.moved(Path.of("/other"), 1));
  }

  @Test
  void nobodyWaitsTwice() {
    assertEquals(queue, queue.with(List.of(run("c", "cuda:0"))));
    assertThrows(IllegalArgumentException.class, () -> new TrainingQueue(List.of(A, A)));
  }

  @Test
  void oneBeginsOnEachFreeDevice() {
    assertEquals(List.of(A, B), queue.next(Map.of(), device -> 1, run -> true));
    assertEquals(List.of(B), queue.next(Map.of("cpu", 1), device -> 1, run -> true));
    assertEquals(List.of(), queue.next(Map.of("cpu", 2, "cuda:0", 1), device -> 1, run -> true));
    assertEquals(List.of(A, B, C), queue.next(Map.of(), device -> 2, run -> true));
  }

  @Test
  void oneThatCannotBeginIsPassedOver() {
    assertEquals(List.of(B, C), queue.next(Map.of(), device -> 1, run -> run != A));
  }

  @Test
  void everyOrderOfMovesKeepsEveryRun() {
    TrainingQueue moved = queue;
    for (int i = 0; i < 50; i++) {
      moved = moved.moved(Stream.of(A, B, C, D).toList().get(i % 4).folder(), i % 7 - 3);
      assertEquals(4, moved.waiting().size());
      assertTrue(moved.waiting().containsAll(queue.waiting()));
      assertEquals(B, moved.waiting().get(1), "the other device keeps its place");
    }
  }

  private static QueuedRun run(String name, String device) {
    return new QueuedRun(Path.of("/runs", name), device, QueuedRun.ALL_THREADS);
  }
}
