package org.statescope.training.gpu;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the cases of test classes that name a device, in a process of its own without JUnit's
/// launcher: those methods with a source of cases whose first parameter is a device. Only
/// `statescope.test.devices` are there.
final class DeviceCases {
  private int passed;
  private int failed;

  private DeviceCases() {}

  /// @param classes names of test classes
  public static void main(String[] classes) throws ReflectiveOperationException, IOException {
    DeviceCases cases = new DeviceCases();
    for (String name : classes) {
      cases.run(Class.forName(name));
    }
    System.out.printf("%d passed, %d failed%n", cases.passed, cases.failed);
    System.exit(cases.failed == 0 && cases.passed > 0 ? 0 : 1);
  }

  private void run(Class<?> type) throws ReflectiveOperationException, IOException {
    int before = passed + failed;
    for (Method method : type.getDeclaredMethods()) {
      MethodSource source = method.getAnnotation(MethodSource.class);
      if (source != null && method.getParameterTypes()[0] == GpuDevice.Usable.class) {
        for (Object[] arguments : cases(type, source.value()[0])) {
          run(type, method, arguments);
        }
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(AfterAll.class)) {
        method.setAccessible(true);
        method.invoke(null);
      }
    }
    if (passed + failed == before) {
      throw new IllegalArgumentException(type + " has no cases of a device");
    }
  }

  private static List<Object[]> cases(Class<?> type, String source)
      throws ReflectiveOperationException {
    Method method = type.getDeclaredMethod(source);
    method.setAccessible(true);
    Object cases = method.invoke(null);
    Stream<?> stream = cases instanceof Collection<?> all ? all.stream() : (Stream<?>) cases;
    return stream
        .map(it -> it instanceof Arguments several ? several.get() : new Object[] {it})
        .toList();
  }

  private static Object instance(Class<?> type) throws ReflectiveOperationException, IOException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object instance = constructor.newInstance();
    for (Field field : type.getDeclaredFields()) {
      if (field.isAnnotationPresent(TempDir.class)) {
        field.setAccessible(true);
        field.set(instance, Files.createTempDirectory("case"));
      }
    }
    return instance;
  }

  private void run(Class<?> type, Method method, Object[] arguments)
      throws ReflectiveOperationException, IOException {
    method.setAccessible(true);
    try {
      method.invoke(instance(type), arguments);
      passed++;
    } catch (InvocationTargetException e) {
      failed++;
      System.out.printf("%s %s: %s%n", method, List.of(arguments), e.getCause());
    }
  }
}
