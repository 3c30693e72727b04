package org.statescope.app.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class RunEntriesTest {
  private final RunEntries runs = new RunEntries();
  private final List<Integer> updated = new ArrayList<>();
  private int changes;

  @Test
  void whatHappensTogetherIsOneChangeThatNamesEveryRun() {
    RunEntry first = entry("first");
    RunEntry second = entry("second");
    RunEntry third = entry("third");
    runs.addAll(List.of(first, second, third));
    runs.addListener(this::count);
    runs.together(
        () -> {
          first.update(new RunReading.Unreadable("one"));
          third.update(new RunReading.Unreadable("three"));
        });
    assertEquals(1, changes);
    assertEquals(List.of(0, 2), updated);
  }

  @Test
  void aTickAloneIsAChangeAndARemovedRunIsSilent() {
    RunEntry first = entry("first");
    RunEntry second = entry("second");
    runs.addAll(List.of(first, second));
    runs.remove(first);
    runs.addListener(this::count);
    first.tickedProperty().set(true);
    assertEquals(0, changes);
    second.tickedProperty().set(true);
    assertEquals(1, changes);
    second.tickedProperty().set(false);
    assertEquals(2, changes, "an invalid property must be heard again");
  }

  private void count(ListChangeListener.Change<? extends RunEntry> change) {
    changes++;
    while (change.next()) {
      if (change.wasUpdated()) {
        for (int i = change.getFrom(); i < change.getTo(); i++) {
          updated.add(i);
        }
      }
    }
  }

  private static RunEntry entry(String name) {
    return new RunEntry(Path.of(name), 0, Instant.EPOCH, new RunReading.Unreadable("new"));
  }
}
