package org.statescope.app.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.concurrent.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.statescope.app.fx.Fx;

class BackgroundTasksTest {
  private final List<Throwable> unhandled = new ArrayList<>();
  private final List<Object> results = new ArrayList<>();
  private BackgroundTasks tasks;

  @BeforeEach
  void start() {
    Fx.start();
    tasks = new BackgroundTasks(unhandled::add);
  }

  @AfterEach
  void stop() {
    tasks.close();
  }

  @Test
  void theResultArrivesOnTheJavaFxThreadAndTheWorkRunsElsewhere() {
    Fx.run(
        () ->
            tasks.run(
                "ask",
                progress -> Platform.isFxApplicationThread(),
                wasOnFxThread -> {
                  results.add(wasOnFxThread);
                  results.add(Platform.isFxApplicationThread());
                }));
    Fx.waitUntil("the result is there", 10, () -> results.size() == 2);
    assertEquals(List.of(false, true), results);
    assertTrue(Fx.on(() -> tasks.running().isEmpty()));
  }

  @Test
  void aFailureWithoutAHandlerGoesToTheService() {
    Fx.run(
        () ->
            tasks.run(
                "fail",
                progress -> {
                  throw new IOException("no such disk");
                },
                results::add));
    Fx.waitUntil("the failure is told", 10, () -> unhandled.size() == 1);
    assertEquals("no such disk", unhandled.getFirst().getMessage());
    assertTrue(results.isEmpty());
  }

  @Test
  void onlyTheNewestRequestIsAnswered() {
    CountDownLatch go = new CountDownLatch(1);
    Newest newest = Fx.on(tasks::newest);
    Fx.run(
        () ->
            newest.run(
                "old",
                progress -> {
                  go.await();
                  return "old";
                },
                results::add));
    Fx.run(() -> newest.run("new", progress -> "new", results::add));
    go.countDown();
    Fx.waitUntil("nothing runs any more", 10, () -> tasks.running().isEmpty());
    assertEquals(List.of("new"), results);
  }

  @Test
  void progressIsShownAndCancelStopsTheWork() {
    CountDownLatch stopped = new CountDownLatch(1);
    Task<Object> task =
        Fx.on(
            () ->
                tasks.run(
                    "long",
                    progress -> {
                      progress.report(0.25, "a quarter");
                      while (!progress.isCancelled()) {
                        Thread.onSpinWait();
                      }
                      stopped.countDown();
                      return "never";
                    },
                    results::add));
    Fx.waitUntil("progress is shown", 10, () -> task.getProgress() == 0.25);
    assertEquals("a quarter", Fx.on(task::getMessage));
    Fx.run(task::cancel);
    Fx.waitUntil(
        "the work stopped", 10, () -> stopped.getCount() == 0 && tasks.running().isEmpty());
    assertTrue(results.isEmpty());
  }

  @Test
  void startingFromAnotherThreadIsRefused() {
    assertThrows(
        IllegalStateException.class, () -> tasks.run("wrong thread", progress -> 1, results::add));
  }
}
