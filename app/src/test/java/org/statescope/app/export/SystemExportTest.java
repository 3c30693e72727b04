package org.statescope.app.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.StreamSupport;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.file.SystemFile;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.FigurePlot;
import org.statescope.app.plot.Pointer;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.poles.PolesModel;
import org.statescope.app.poles.PolesView;
import org.statescope.app.poles.SelectedPole;
import org.statescope.app.structure.StructureModel;
import org.statescope.app.structure.StructureView;
import org.statescope.training.run.RunFolder;

/// A user selects a system on the pole maps or on the page of structure and writes it to files that
/// other tools read.
class SystemExportTest {
  @TempDir Path folder;
  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private final List<String> told = new ArrayList<>();
  private final BorderPane place = new BorderPane();
  private BackgroundTasks tasks;
  private PolesModel poles;
  private StructureModel structure;
  private PolesView polesView;
  private StructureView structureView;
  private PlotMenus menus;
  private Path target;
  private RunFolder run;
  private Stage stage;

  @BeforeEach
  void openOneRun() throws IOException {
    run = SampleRuns.create(folder.resolve("runs"), "mamba-tiny", 1, 1);
    SampleRuns.writeDynamics(run, 1, 0, 100);
    ShownRun shown = new ShownRun(run.path(), "Ω,\na run", 1);
    target = folder;
    Fx.run(
        () -> {
          tasks = new BackgroundTasks(failure -> told.add("unexpected: " + failure));
          StepCursor cursor = new StepCursor();
          cursor.newest(100);
          poles = new PolesModel(cursor, background, Platform::runLater);
          structure = new StructureModel(poles, tasks);
          poles.runs().add(shown);
          structure.runs().add(shown);
          polesView = new PolesView(poles, new ChartTheme());
          structureView = new StructureView(structure, tasks, new ChartTheme());
          menus =
              new PlotMenus(
                  place,
                  new PlotExport(
                      tasks,
                      (format, from, name) -> Optional.of(target.resolve(name)),
                      Optional.empty(),
                      told::add));
          place.setCenter(polesView);
        });
    stage = Screenshots.show(place, 1000, 640, false);
    Fx.waitUntil(
        "the poles are drawn",
        20,
        () -> poles.stepsProperty().get().size() == 2 && menus.current().isPresent());
  }

  @AfterEach
  void close() {
    Fx.run(
        () -> {
          polesView.close();
          structureView.close();
          structure.close();
          poles.close();
          stage.close();
          tasks.close();
        });
    background.shutdown();
  }

  @Test
  void theMenuOfAMapWritesTheSelectedSystemInThreeForms() throws IOException {
    assertEquals(List.of(), systemItems(), "nothing is selected");
    selectPole();
    assertEquals(
        List.of("export-system-mat", "export-system-npz", "export-system-py"), systemItems());
    StateSpace system = Fx.on(() -> menus.currentSystem().orElseThrow()).build().get();
    assertEquals(16, system.order());
    for (String item : systemItems()) {
      choose(item);
    }
    String name = "system-layer-1-number-17-step-100.";
    written(name + "py");
    assertSame(system, SystemFile.read(folder.resolve(name + "mat")));
    assertSame(system, SystemFile.read(folder.resolve(name + "npz")));
    List<String> script = Files.readAllLines(folder.resolve(name + "py"));
    assertEquals("# run: Ω, a run", script.getFirst());
    assertTrue(script.contains("# snapshot of step 100"), script.toString());
    assertTrue(script.contains("# layer 1 (from 0)"), script.toString());
    assertTrue(script.contains("# system of channel or head 17 (from 0)"), script.toString());
    assertEquals("system = control.ss(A, B, C, D)", script.getLast());
  }

  @Test
  void theButtonsBesideTheReadOutAndTheVerdictsWriteItToo() throws IOException {
    selectPole();
    Fx.waitUntil("the button is there", 10, () -> button("poles-system-export").isPresent());
    Fx.run(() -> fire("poles-system-export", "poles-system-export-npz"));
    written("system-layer-1-number-17-step-100.npz");
    Fx.run(() -> place.setCenter(structureView));
    Fx.waitUntil("the system is analysed", 60, () -> button("structure-system-export").isPresent());
    Fx.run(() -> fire("structure-system-export", "structure-system-export-py"));
    written("system-layer-1-number-17-step-100.py");
  }

  @Test
  void aFolderThatIsGoneIsASentence() {
    selectPole();
    target = folder.resolve("gone");
    choose("export-system-mat");
    Fx.waitUntil("a sentence is shown", 20, () -> !told.isEmpty());
    assertTrue(told.getFirst().contains("gone: choose another one"), told.getFirst());
  }

  private void selectPole() {
    int pole = (256 + 17) * 16 + 4;
    Fx.run(() -> poles.selectedProperty().set(Optional.of(new SelectedPole(run.path(), pole))));
    Fx.waitUntil("a system is selected", 10, () -> menus.currentSystem().isPresent());
  }

  private Optional<SystemButton> button(String id) {
    return Optional.ofNullable((SystemButton) place.lookup("#" + id));
  }

  private void fire(String id, String item) {
    button(id).orElseThrow().getItems().stream()
        .filter(each -> item.equals(each.getId()))
        .forEach(MenuItem::fire);
  }

  private List<String> systemItems() {
    List<String> items =
        openMenu().getItems().stream()
            .map(MenuItem::getId)
            .filter(id -> id != null && id.startsWith("export-system-"))
            .toList();
    Fx.run(() -> openMenu().hide());
    return items;
  }

  private void choose(String item) {
    ContextMenu menu = openMenu();
    Fx.run(
        () -> {
          menu.getItems().stream()
              .filter(each -> item.equals(each.getId()))
              .forEach(MenuItem::fire);
          menu.hide();
        });
    Fx.waitUntil("the file is written", 30, () -> tasks.running().isEmpty());
  }

  private ContextMenu openMenu() {
    Node plot = Fx.on(() -> menus.current().map(FigurePlot::node).orElseThrow());
    Fx.run(() -> Pointer.drag(plot, 200, 80, 200, 80, MouseButton.SECONDARY, false));
    Fx.waitUntil("the menu is shown", 5, () -> menu().isPresent());
    return Fx.on(() -> menu().orElseThrow());
  }

  private static Optional<ContextMenu> menu() {
    return StreamSupport.stream(Window.getWindows().spliterator(), false)
        .filter(ContextMenu.class::isInstance)
        .map(ContextMenu.class::cast)
        .filter(menu -> "plot-menu".equals(menu.getId()))
        .findFirst();
  }

  private void written(String name) throws IOException {
    Fx.waitUntil("the file is written", 30, () -> tasks.running().isEmpty());
    assertEquals(List.of(), told);
    assertTrue(Files.size(folder.resolve(name)) > 0, name);
  }

  private static void assertSame(StateSpace expected, StateSpace actual) {
    assertArrayEquals(expected.a().data, actual.a().data, 0);
    assertArrayEquals(expected.b().data, actual.b().data, 0);
    assertArrayEquals(expected.c().data, actual.c().data, 0);
    assertArrayEquals(expected.d().data, actual.d().data, 0);
    assertEquals(expected.timeDomain(), actual.timeDomain());
  }
}
