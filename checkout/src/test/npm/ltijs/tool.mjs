// A learning system as ltijs makes one. It says where it listens, and answers a launch with all that it found out from the platform.
import { createServer } from "node:net";
import ltijs from "ltijs";

/** ltijs keeps its documents wherever a plug-in does; this one keeps them as long as the process lives. */
class Memory {
  #documents = new Map();

  #all(collection) {
    return this.#documents.get(collection) ?? [];
  }

  static #fits(document, query = {}) {
    return Object.entries(query).every(([member, value]) => document[member] === value);
  }

  async setup() {
    return true;
  }

  async Close() {
    return true;
  }

  async Get(_key, collection, query) {
    const found = this.#all(collection).filter((document) => Memory.#fits(document, query));
    return found.length === 0 ? false : structuredClone(found);
  }

  async Insert(_key, collection, item, index) {
    const document = { createdAt: Date.now(), ...index, ...structuredClone(item) };
    this.#documents.set(collection, [...this.#all(collection), document]);
    return true;
  }

  async Replace(key, collection, query, item, index) {
    await this.Delete(collection, query);
    return this.Insert(key, collection, item, index);
  }

  async Modify(_key, collection, query, modification) {
    this.#all(collection)
      .filter((document) => Memory.#fits(document, query))
      .forEach((document) => Object.assign(document, modification));
    return true;
  }

  async Delete(collection, query) {
    this.#documents.set(
      collection,
      this.#all(collection).filter((document) => !Memory.#fits(document, query)),
    );
    return true;
  }
}

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const url = `http://localhost:${port}`;
const lti = ltijs.Provider;

lti.setup(
  "a key for cookies that live as long as the test",
  { plugin: new Memory() },
  {
    appRoute: "/",
    loginRoute: "/login",
    keysetRoute: "/keys",
    dynRegRoute: "/register",
    dynReg: { url, name: "Campus", redirectUris: [`${url}/launch`], autoActivate: true },
  },
);

/** Everything about the learner's parts of the course, from the first line item to its removal. */
async function gradesParts(token) {
  const part = await lti.Grade.createLineItem(token, { label: "Quiz", scoreMaximum: 10, tag: "quiz", resourceId: "q1" });
  const found = await lti.Grade.getLineItems(token, { tag: "quiz" });
  const firstPage = await lti.Grade.getLineItems(token, { limit: 1 });
  const secondPage = await lti.Grade.getLineItems(token, { url: firstPage.next });
  const changed = await lti.Grade.updateLineItemById(token, part.id, { label: "Final quiz", scoreMaximum: 20 });
  await lti.Grade.submitScore(token, part.id, {
    userId: token.user,
    scoreGiven: 15,
    scoreMaximum: 20,
    activityProgress: "Completed",
    gradingProgress: "FullyGraded",
    comment: "Well done",
  });
  const { scores } = await lti.Grade.getScores(token, part.id, { userId: token.user });
  await lti.Grade.deleteLineItemById(token, part.id);
  const left = await lti.Grade.getLineItems(token);
  return {
    found: found.lineItems.map((item) => item.label),
    pages: [firstPage.lineItems.length, secondPage.lineItems.length],
    changed: changed.label,
    scores,
    left: left.lineItems.map((item) => item.label),
  };
}

lti.onConnect(async (token, _request, response) => {
  try {
    const { context, custom, endpoint, namesRoles, targetLinkUri, resource } = token.platformContext;
    const parts = await gradesParts(token);
    await lti.Grade.submitScore(token, endpoint.lineitem, {
      userId: token.user,
      scoreGiven: 88,
      scoreMaximum: 100,
      activityProgress: "Completed",
      gradingProgress: "FullyGraded",
    });
    const members = await lti.NamesAndRoles.getMembers(token, { role: "Learner", limit: 1, pages: false });
    const instructors = await lti.NamesAndRoles.getMembers(token, { role: "Instructor" });
    response.json({
      user: token.user,
      name: token.userInfo.name,
      context: context.id,
      resource: resource.title,
      custom,
      targetLinkUri,
      parts,
      members: members.members.map(({ name, status }) => `${name} ${status}`),
      instructors: instructors.members.length,
      service: namesRoles.context_memberships_url,
    });
  } catch (failure) {
    response.status(500).json({ failure: failure.message, answer: failure.response?.body });
  }
});

lti.onDeepLinking(async (token, _request, response) => {
  const picked = { type: "ltiResourceLink", title: "Module 7", url: `${url}/?module=7`, custom: { module: "seven" } };
  response.send(await lti.DeepLinking.createDeepLinkingForm(token, [picked], { message: "Picked" }));
});

await lti.deploy({ port, silent: true });
console.log(`listening on ${url}`);
