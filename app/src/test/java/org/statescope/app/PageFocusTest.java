package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.LinePlot;
import org.statescope.app.poles.PolesView;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.workspace.RunEntry;
import org.statescope.training.run.RunState;

/// Where the keyboard's focus goes when another page opens.
class PageFocusTest {
  @TempDir Path folder;

  @Test
  void keysThatWereThePagesGoToTheNextPage() throws IOException {
    Path runs = folder.resolve("runs");
    SampleRuns.write(runs, "sc-mamba-tiny", "sc-mamba-tiny", RunState.FINISHED, 300);
    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("the run is listed", 20, () -> list.getItems().size() == 1);
      Fx.run(() -> ((RunEntry) list.getItems().getFirst()).tickedProperty().set(true));
      desk.press("page-live");
      desk.settle();
      Node plot =
          Fx.on(
              () ->
                  desk.stage().getScene().getRoot().lookup(".live").lookupAll("*").stream()
                      .filter(LinePlot.class::isInstance)
                      .findFirst()
                      .orElseThrow());
      desk.click(plot);
      assertEquals(plot, owner(desk));
      desk.shortcut("Shortcut+3");
      desk.settle();
      assertInstanceOf(PolesView.class, owner(desk));
      desk.shortcut("Shortcut+1");
      desk.settle();
      desk.shortcut("Shortcut+F");
      Node search = owner(desk);
      desk.shortcut("Shortcut+3");
      desk.settle();
      assertEquals(search, owner(desk), "a focus elsewhere stays there");
    }
  }

  private static Node owner(Desk desk) {
    return Fx.on(() -> desk.stage().getScene().getFocusOwner());
  }
}
