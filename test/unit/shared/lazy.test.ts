import { describe, expect, it, vi } from "vitest";
import { Lazy } from "../../../src/shared/lazy.ts";

function part(): { readonly dispose: () => void } {
  return { dispose: vi.fn() };
}

describe("a lazy part", () => {
  it("is not made before it is asked for, and then once for all who ask", async () => {
    const make = vi.fn(() => Promise.resolve(part()));
    const lazy = new Lazy(make);
    const told = vi.fn();
    void lazy.made.then(told);
    await Promise.resolve();
    expect(make).not.toHaveBeenCalled();
    expect(lazy.value).toBeUndefined();
    const [one, two] = await Promise.all([lazy.get(), lazy.get()]);
    expect(one).toBe(two);
    expect(make).toHaveBeenCalledOnce();
    expect(lazy.value).toBe(one);
    await vi.waitFor(() => {
      expect(told).toHaveBeenCalledExactlyOnceWith(one);
    });
  });

  it("is disposed with its owner, also where it is made too late", async () => {
    const early = new Lazy(() => Promise.resolve(part()));
    const made = await early.get();
    early.dispose();
    expect(made.dispose).toHaveBeenCalledOnce();

    const late = new Lazy(() => Promise.resolve(part()));
    const making = late.get();
    late.dispose();
    expect((await making).dispose).toHaveBeenCalledOnce();
  });

  it("that cannot be made fails for all who ask, and is tried once", async () => {
    const make = vi.fn(() => Promise.reject(new Error("no such bundle")));
    const lazy = new Lazy(make);
    await expect(lazy.get()).rejects.toThrow("no such bundle");
    await expect(lazy.get()).rejects.toThrow("no such bundle");
    expect(make).toHaveBeenCalledOnce();
  });
});
