package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.window.Page;
import org.statescope.app.workspace.RunEntry;
import org.statescope.training.run.RunState;

/// Whatever the keyboard can reach has words for a screen reader: its own, or those of its label.
class ScreenReaderTest {
  @TempDir Path folder;

  @Test
  void everythingTheKeyboardReachesHasWords() throws IOException {
    Path runs = folder.resolve("runs");
    SampleRuns.write(runs, "mamba-tiny", "mamba-tiny", RunState.RUNNING, 300);
    SampleRuns.write(runs, "sc-mamba-tiny", "sc-mamba-tiny", RunState.PAUSED, 300);
    List<String> silent = new ArrayList<>();
    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("both runs are listed", 20, () -> list.getItems().size() == 2);
      Fx.run(() -> list.getItems().forEach(run -> ((RunEntry) run).tickedProperty().set(true)));
      for (Page page : Page.values()) {
        desk.press("page-" + page.key());
        desk.settle();
        collect(desk, silent, page.key());
      }
      desk.press("toolbar-new-run");
      desk.settle();
      collect(desk, silent, "new run");
      desk.press("new-run-cancel");
      desk.shortcut("Shortcut+Comma");
      desk.settle();
      collect(desk, silent, "settings");
    }
    assertEquals(List.of(), silent);
  }

  private static void collect(Desk desk, List<String> silent, String place) {
    int reached = Fx.on(() -> collect(desk.stage().getScene().getRoot(), place, silent));
    assertTrue(reached > 5, place + ": the keyboard reaches " + reached + " nodes");
  }

  private static int collect(Parent root, String place, List<String> silent) {
    List<Node> all = new ArrayList<>();
    gather(root, all);
    Set<Node> labelled = new HashSet<>();
    all.forEach(
        node -> {
          if (node instanceof Label label && label.getLabelFor() != null) {
            labelled.add(label.getLabelFor());
          }
        });
    int reached = 0;
    for (Node node : all) {
      boolean isEditor = node.getParent() instanceof Spinner;
      if (!node.isFocusTraversable() || isEditor) {
        continue;
      }
      reached++;
      boolean spoken =
          !blank(node.getAccessibleText())
              || node instanceof Labeled words && !blank(words.getText())
              || labelled.contains(node);
      if (!spoken) {
        silent.add(
            place
                + ": "
                + node.getClass().getSimpleName()
                + " #"
                + node.getId()
                + " "
                + node.getStyleClass());
      }
    }
    return reached;
  }

  private static void gather(Node node, List<Node> into) {
    if (!node.isVisible()) {
      return;
    }
    into.add(node);
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> gather(child, into));
    }
  }

  private static boolean blank(String words) {
    return words == null || words.isBlank();
  }
}
