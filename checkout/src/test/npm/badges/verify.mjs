// Verifies a badge as a program would that has never heard of Tessera: by its standards' own libraries and what its issuer publishes.
// Writes the port at which it listens. Takes {"credential": {…}} or {"jwt": "…"}; answers {"verified": …, "revoked": …, "errors": […]}.
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {text} from 'node:stream/consumers';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {defaultDocumentLoader, verifyCredential} from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {decodeProtectedHeader, importJWK, jwtVerify} from 'jose';

const CONTEXTS = {
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': 'open-badges-3.0.3.json',
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': 'clr-2.0.1.json',
};

const server = createServer(async (request, response) => {
  const {credential, jwt} = JSON.parse(await text(request));
  response.end(JSON.stringify(await (jwt ? verifyToken(jwt) : verifyProof(credential))));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));

async function verifyProof(credential) {
  const suite = new DataIntegrityProof({cryptosuite});
  const {verified, error, statusResult} = await verifyCredential({
    credential,
    suite,
    documentLoader,
    checkStatus: credential.credentialStatus && checkStatus,
  });
  const revoked = statusResult?.results?.some(({status}) => status);
  return {verified, revoked, errors: [...messages(error), ...messages(statusResult?.error)]};
}

async function verifyToken(jwt) {
  try {
    const {kid, alg} = decodeProtectedHeader(jwt);
    const {payload} = await jwtVerify(jwt, await importJWK(await fetched(kid), alg), {algorithms: ['RS256']});
    return {verified: true, errors: [], claims: payload};
  } catch (error) {
    return {verified: false, errors: [error.code ?? error.message]};
  }
}

async function documentLoader(url) {
  return {contextUrl: null, documentUrl: url, document: await loaded(url)};
}

async function loaded(url) {
  if (url in CONTEXTS) {
    return JSON.parse(await readFile(`${process.env.CONTEXTS}/${CONTEXTS[url]}`, 'utf8'));
  }
  if (url.startsWith('did:web:localhost%3A')) {
    return resolved(url);
  }
  return url.startsWith('http://localhost:') ? fetched(url) : (await defaultDocumentLoader(url)).document;
}

/** did:web, by http because this is loopback; of a key's address the key itself. */
async function resolved(did) {
  const [id, fragment] = did.split('#');
  const path = id.slice('did:web:'.length).split(':').map(decodeURIComponent).join('/');
  const issuer = await fetched(`http://${path}/did.json`);
  const key = issuer.verificationMethod.find(({id}) => id === did);
  return fragment ? {'@context': 'https://w3id.org/security/multikey/v1', ...key} : issuer;
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${address} answers ${answer.status}`);
  }
  return answer.json();
}

function messages(error) {
  return error ? [error.message, ...(error.errors ?? []).flatMap(messages)] : [];
}
