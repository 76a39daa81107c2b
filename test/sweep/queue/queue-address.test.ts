import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { QueueAddress } from "../../../src/sweep/queue/queue-address.js";

describe("the address of a queue", () => {
  it("names host, port and database, with the usual ones where it is silent", () => {
    expect(String(new QueueAddress("redis://queue.example"))).toBe("redis://queue.example:6379/0");
    expect(String(new QueueAddress("rediss://[::1]:7000/3"))).toBe("rediss://[::1]:7000/3");
    expect(new QueueAddress("rediss://[::1]:7000/3").options).toMatchObject({ host: "::1", port: 7000, db: 3 });
    expect(new QueueAddress("rediss://queue.example").options.tls).toEqual({ servername: "queue.example" });
    expect(new QueueAddress("redis://queue.example").options.tls).toBeUndefined();
  });

  it("takes user and password from itself, and what is missing from the environment", () => {
    const environment = { LEOLINK_QUEUE_USER: "someone", LEOLINK_QUEUE_PASSWORD: "else" };
    const own = new QueueAddress("redis://me:p%40ss@queue.example", environment).options;
    expect([own.username, own.password]).toEqual(["me", "p@ss"]);
    const given = new QueueAddress("redis://queue.example", environment).options;
    expect([given.username, given.password]).toEqual(["someone", "else"]);
    const mixed = new QueueAddress("redis://me@queue.example", environment).options;
    expect([mixed.username, mixed.password]).toEqual(["me", "else"]);
    expect(() => new QueueAddress("redis://me@queue.example")).toThrow("expected a password for user me");
  });

  it("shows its password to nobody", () => {
    const address = new QueueAddress("redis://me:p%40ss@queue.example");
    const shown = [String(address), JSON.stringify(address), inspect(address, { depth: 9, showHidden: true })];
    expect(shown.join("\n")).not.toMatch(/p@ss|p%40ss/);
    expect(address.redacted("AUTH me p@ss at redis://me:p%40ss@queue.example")).toBe("AUTH me *** at ***");
  });

  it.each([
    "redis://me:se cret@queue example",
    "http://me:secret@queue.example",
    "redis://me:secret@queue.example/first",
    "redis://me:secret@queue.example/0?password=secret",
    "redis://me:%secret@queue.example",
    "secret",
    "",
  ])("refuses %s and does not repeat it", (url) => {
    const opened = (): QueueAddress => new QueueAddress(url);
    expect(opened).toThrow(/^--queue: expected /);
    expect(opened).not.toThrow(/secret/);
  });
});
