// Debian's Chromium on the page where people store their key to Clockify, as a person uses it and as
// others would misuse it. Two replicas are behind one address, and no two requests in a row go to the
// same one. Leaves pictures, prints one line a check and, last, how many passed.
//
// usage: node keypage.mjs SET-UP.json
//
// The set-up, which KeyPageSoakTest writes: chromium, certificate, key (PEM files), replicas (ports),
// token and link (Ann's), sessions (fresh and old, Ann's), keys (mina and elif), pictures (a folder).

import { readFileSync, mkdirSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const setup = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const HERE = 'https://mcp.example.com';
const NEIGHBOUR = 'https://chat.example.com';
const STRANGER = 'https://evil.test';
const PAGE = `${HERE}/key`;
mkdirSync(setup.pictures, { recursive: true });

/** What stands between browsers and replicas, and the sites of others. */
let turn = 0;
/** What a site of somebody else shows; a check decides. */
let elsewhere = '';

const front = https.createServer(
  { cert: readFileSync(setup.certificate), key: readFileSync(setup.key) },
  (request, response) => {
    if (request.headers.host !== 'mcp.example.com') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(elsewhere);
      return;
    }
    const port = setup.replicas[turn++ % setup.replicas.length];
    const { method, url: path, headers } = request;
    const onward = http.request({ host: '127.0.0.1', port, method, path, headers }, answer => {
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
await new Promise(done => front.listen(0, '127.0.0.1', done));
const port = front.address().port;

const browser = await chromium.launch({
  executablePath: setup.chromium,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-proxy-server',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
    `--host-resolver-rules=MAP *.example.com 127.0.0.1:${port},MAP evil.test 127.0.0.1:${port}`,
  ],
});

/** What no page, address or message of the browser may contain. */
const secrets = Object.values(setup.keys);
/** What the browser complains about on pages of ours, but for statuses that are no success. */
const complaints = [];
/** Every address and every page of ours that was shown. */
let seen = '';

/** Somebody's browser, empty. */
async function person(options = {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
  context.on('console', message => {
    const text = message.text();
    const ours = message.location().url.startsWith(HERE) || message.page()?.url().startsWith(HERE);
    if (ours && !/^Failed to load resource: the server responded with a status of 4/.test(text)) {
      complaints.push(`${message.type()}: ${text}`);
    }
  });
  context.on('weberror', error => complaints.push(String(error.error())));
  context.on('request', request => { seen += request.url() + '\n'; });
  context.on('requestfailed', request => {
    if (request.url().startsWith(HERE) && context.watched) {
      complaints.push(`${request.url()}: ${request.failure()?.errorText}`);
    }
  });
  context.watched = true;
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

const text = page => page.locator('main').innerText();

async function says(page, ...parts) {
  const shown = await text(page);
  assert.ok(!shown.includes('\\'), `what nobody wrote for people in:\n${shown}`);
  for (const part of parts) {
    assert.ok(shown.includes(part), `not «${part}» in:\n${shown}`);
  }
}

/** Does what leads to another page, and gives its answer. */
async function answer(page, act) {
  const [response] = await Promise.all([
    page.waitForResponse(r => r.request().isNavigationRequest() && r.url().startsWith(HERE)),
    act(),
  ]);
  await page.waitForLoadState();
  return response;
}

/** At the provider: says who one is. Ends where the page is shown. */
async function signIn(page, who) {
  await atProvider(page, who);
  await page.waitForURL(url => url.href.startsWith(PAGE) && url.pathname === '/key');
}

async function atProvider(page, who) {
  await page.waitForURL('http://localhost:*/**');
  await page.locator('input[name=username]').fill(who);
  await page.locator('input[type=submit], button[type=submit]').first().click();
}

/** Somebody who is signed in. */
async function signedIn(who, options) {
  const page = await person(options);
  await page.goto(PAGE);
  await signIn(page, who);
  return page;
}

const field = page => page.getByLabel('API key');
const button = (page, name) => page.getByRole('button', { name, exact: true });

async function store(page, key, name = 'Store') {
  await field(page).fill(key);
  return answer(page, () => button(page, name).click());
}

/** A picture, and what it has to be like: nothing sticks out, and all words can be read. */
async function picture(page, name) {
  await page.screenshot({ path: join(setup.pictures, `${name}.png`), fullPage: true });
  const wrong = await page.evaluate(() => {
    const found = [];
    const wide = document.documentElement;
    if (wide.scrollWidth > wide.clientWidth) {
      found.push(`${wide.scrollWidth} wide, of ${wide.clientWidth}`);
    }
    const light = color => {
      const [r, g, b] = color.match(/[\d.]+/g).map(Number).map(c => c / 255)
        .map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = element => {
      for (let e = element; e; e = e.parentElement) {
        const color = getComputedStyle(e).backgroundColor;
        if (color !== 'rgba(0, 0, 0, 0)') return color;
      }
      return 'rgb(255, 255, 255)';
    };
    for (const element of document.querySelectorAll('h1,h2,p,label,button,a,b,i,input')) {
      if (element.type === 'hidden') continue;
      const pair = [light(getComputedStyle(element).color), light(behind(element))];
      const contrast = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
      if (contrast < 4.5) found.push(`${element.outerHTML.slice(0, 60)}: ${contrast.toFixed(2)}`);
    }
    return found;
  });
  assert.deepEqual(wrong, [], name);
  seen += await page.content() + '\n';
}

/** What Ann's client is told by one replica when it asks who she is. */
async function whoami(replica) {
  const meta = 'io.modelcontextprotocol/';
  const response = await fetch(`http://127.0.0.1:${replica}/mcp`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json', Accept: 'application/json, text/event-stream',
      Authorization: `Bearer ${setup.token}`, 'MCP-Protocol-Version': '2026-07-28',
      'Mcp-Method': 'tools/call', 'Mcp-Name': 'clockify_whoami',
    },
    body: JSON.stringify({
      jsonrpc: '2.0', id: 1, method: 'tools/call',
      params: {
        name: 'clockify_whoami', arguments: {},
        _meta: {
          [`${meta}protocolVersion`]: '2026-07-28',
          [`${meta}clientCapabilities`]: { elicitation: {} },
        },
      },
    }),
  });
  return response.text();
}

/** Every replica says so before long. */
async function everywhere(part) {
  for (const replica of setup.replicas) {
    let last = '';
    for (let i = 0; i < 150 && !last.includes(part); i++) {
      if (i > 0) await sleep(200);
      last = await whoami(replica);
    }
    assert.ok(last.includes(part), `not «${part}» in: ${last}`);
  }
}

let passed = 0;
let failed = 0;

async function check(name, run) {
  try {
    await run();
    assert.deepEqual(complaints, [], 'what Chromium complains about');
    passed++;
    console.log(`ok      ${name}`);
  } catch (problem) {
    failed++;
    console.log(`FAILED  ${name}\n${problem.message}`);
    for (const [i, page] of browser.contexts().flatMap(each => each.pages()).entries()) {
      console.log(`        at ${page.url()}`);
      await page.screenshot({ path: join(setup.pictures, `failed-${failed}-${i}.png`) })
        .catch(() => {});
    }
  }
  complaints.length = 0;
  for (const context of browser.contexts()) await context.close();
}

await check('a link leads through the provider to the page, and a key to every replica', async () => {
  const page = await person();
  await page.goto(setup.link);
  await signIn(page, 'ann');
  await says(page, 'signed in as ann', 'tenant local', 'You have no key here yet.');
  await picture(page, 'empty');
  const cookies = await page.context().cookies(HERE);
  assert.deepEqual(cookies.map(each => [each.name, each.sameSite, each.secure, each.httpOnly]),
    [['__Host-key-session', 'Strict', true, true]]);

  const wrong = await store(page, 'no-such-key-at-all');
  assert.equal(wrong.status(), 422);
  await says(page, 'Clockify does not know this key. Nothing was stored.');
  assert.equal(await field(page).inputValue(), '');
  await picture(page, 'wrong-key');

  await store(page, setup.keys.mina);
  await page.waitForURL(`${PAGE}?done=stored`);
  await says(page, 'Your key is stored.', 'that of the Clockify user', 'Replace it');
  await picture(page, 'stored');
  await everywhere('Mina');

  await store(page, setup.keys.elif, 'Replace');
  await says(page, 'Your key is stored.');
  await everywhere('Elif');

  await page.goBack();
  assert.equal(await field(page).inputValue(), '', 'a key is in the field again');
  await page.goto(PAGE);
  await answer(page, () => button(page, 'Remove').click());
  await page.waitForURL(`${PAGE}?done=removed`);
  await says(page, 'Your key is removed here.', 'You have no key here yet.');
  await picture(page, 'removed');
  await everywhere('no key to Clockify');
});

await check('a keyboard is enough, and shows where it is', async () => {
  const page = await signedIn('ann');
  const at = () => page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return [document.activeElement.innerText || document.activeElement.name,
      style.outlineStyle, style.outlineWidth];
  });
  await page.keyboard.press('Tab');
  assert.deepEqual(await at(), ['key', 'solid', '3px']);
  await page.keyboard.press('Tab');
  assert.deepEqual(await at(), ['Store', 'solid', '3px']);
  await page.keyboard.press('Tab');
  assert.deepEqual(await at(), ['Sign out', 'solid', '3px']);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type(setup.keys.mina);
  await picture(page, 'keyboard');
  await answer(page, () => page.keyboard.press('Enter'));
  await page.waitForURL(`${PAGE}?done=stored`);
  for (const name of ['key', 'Replace', 'Remove']) {
    await page.keyboard.press('Tab');
    assert.equal((await at())[0], name);
  }
  await answer(page, () => page.keyboard.press('Space'));
  await page.waitForURL(`${PAGE}?done=removed`);
});

await check('it fits on a narrow screen, and in the dark', async () => {
  for (const [name, options] of Object.entries({
    narrow: { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true },
    dark: { colorScheme: 'dark' },
    'dark-narrow': { colorScheme: 'dark', viewport: { width: 360, height: 640 } },
  })) {
    const page = await signedIn('dora', options);
    await picture(page, name);
    await store(page, 'no-such-key-at-all');
    await says(page, 'Nothing was stored.');
    await picture(page, `${name}-wrong-key`);
    await page.goto(`${PAGE}/else`);
    await picture(page, `${name}-nothing-here`);
    await page.goto(setup.link);
    await says(page, 'made for another person');
    await picture(page, `${name}-somebody-elses`);
    await page.context().close();
  }
});

await check('who is not signed in any more stores nothing, and gets on from there', async () => {
  const page = await signedIn('ann');
  await page.context().clearCookies();
  const late = await store(page, setup.keys.mina);
  assert.equal(late.status(), 403);
  await says(page, 'You are not signed in any more. Nothing was stored or removed.');
  await picture(page, 'not-signed-in');
  await page.getByRole('link', { name: 'To the page' }).click();
  await signIn(page, 'ann');
  await says(page, 'You have no key here yet.');
});

await check('a sealed sign-in is good until it is too old', async () => {
  for (const [age, lands] of [['fresh', PAGE], ['old', 'http://localhost:']]) {
    const page = await person();
    await page.context().addCookies([{
      name: '__Host-key-session', value: setup.sessions[age], url: HERE,
      secure: true, httpOnly: true, sameSite: 'Strict',
    }]);
    await page.goto(PAGE);
    assert.ok(page.url().startsWith(lands), `${age}: ${page.url()}`);
    if (age === 'fresh') await says(page, 'signed in as ann');
  }
});

await check('a sign-in that was begun elsewhere, or too long ago, ends nowhere', async () => {
  const page = await person();
  await page.goto(PAGE);
  await page.waitForURL('http://localhost:*/**');
  await page.context().clearCookies();
  const back = await answer(page, () => atProvider(page, 'ann'));
  assert.equal(back.status(), 400);
  await says(page, 'took too long, or was begun in another browser');
  await picture(page, 'sign-in-lost');
  assert.deepEqual(await page.context().cookies(HERE), []);
});

await check('forms of other pages are refused, of strangers and of neighbours', async () => {
  for (const [site, refusal] of [[STRANGER, 'another page'], [NEIGHBOUR, 'another page']]) {
    const page = await signedIn('ann');
    const csrf = await page.locator('input[name=csrf]').first().inputValue();
    for (const path of ['/key', '/key/remove', '/key/signout']) {
      elsewhere = `<!doctype html><title>Win</title><form method="post" action="${HERE}${path}">
        <input name="csrf" value="${csrf}"><input name="for" value="">
        <input name="key" value="${setup.keys.mina}"><button>Win</button></form>`;
      await page.goto(site);
      const refused = await answer(page, () => page.getByRole('button').click());
      assert.equal(refused.status(), 403, `${path} from ${site}`);
      await says(page, refusal, 'Nothing was stored');
    }
    await picture(page, 'from-another-page');
    await page.goto(PAGE);
    await says(page, 'signed in as ann', 'You have no key here yet.');
  }
});

await check('no page of somebody else has it in a frame', async () => {
  // A stranger's frame comes without the cookie, and would lead on to the provider.
  for (const [site, framed] of [
    [STRANGER, `${PAGE}/else`], [NEIGHBOUR, `${PAGE}/else`], [NEIGHBOUR, PAGE],
  ]) {
    const page = await signedIn('ann');
    page.context().watched = false;
    elsewhere = `<!doctype html><title>Frame</title><iframe src="${framed}" width="600"></iframe>`;
    const errors = [];
    page.on('console', message => errors.push(message.text()));
    await page.goto(site);
    await page.waitForLoadState('networkidle');
    assert.equal(page.frames().length, 2);
    assert.equal(page.frames()[1].url(), 'chrome-error://chromewebdata/', `framed by ${site}`);
    assert.ok(errors.some(each => /frame/i.test(each)), `nothing said: ${errors}`);
    // It says so of our page, and has to.
    complaints.length = 0;
  }
});

await check('nobody gets a hold of the window of the page', async () => {
  const page = await signedIn('ann');
  elsewhere = `<!doctype html><title>Opener</title><button onclick="w = window.open('${PAGE}')">
    Open</button>`;
  await page.goto(STRANGER);
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'), page.getByRole('button').click(),
  ]);
  await signIn(opened, 'ann');
  assert.equal(await opened.evaluate(() => window.opener), null);
  assert.equal(await page.evaluate(() => window.w.closed), true);
});

await check('a link that was made for somebody else leads nowhere, until one is that one', async () => {
  const page = await person();
  await page.goto(setup.link);
  await signIn(page, 'bob');
  await says(page, 'made for another person', 'signed in as bob', 'Nothing was stored.');
  assert.equal(await page.locator('input[name=key]').count(), 0);
  await picture(page, 'somebody-elses');
  await answer(page, () => button(page, 'Sign out').click());
  await says(page, 'You may still be signed in at your provider.');
  assert.deepEqual(await page.context().cookies(HERE), []);
  await picture(page, 'signed-out');
  await page.goto(setup.link);
  await signIn(page, 'ann');
  await says(page, 'signed in as ann', 'You have no key here yet.');
});

await check('a link in a chat signs in anew, and a broken one says so', async () => {
  const page = await signedIn('ann');
  elsewhere = `<!doctype html><title>Chat</title><a href="${setup.link}">here</a>`;
  await page.goto(STRANGER);
  await page.getByRole('link').click();
  await signIn(page, 'ann');
  await says(page, 'You have no key here yet.');
  const broken = await page.goto(`${setup.link.slice(0, -4)}AAAA`);
  assert.equal(broken.status(), 400);
  await says(page, 'too old, or not whole');
  await picture(page, 'broken-link');
});

await check('nothing that was typed is in a page or an address', async () => {
  assert.ok(seen.includes('/key/callback?'));
  for (const secret of [...secrets, 'no-such-key-at-all']) {
    assert.ok(!seen.includes(secret));
  }
});

await browser.close();
front.close();
front.closeAllConnections();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
