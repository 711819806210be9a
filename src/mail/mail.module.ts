/** E-mail: what others of the service write, and the worker that sends it. */
import { Global, Module } from '@nestjs/common';
import { Mail } from './mail.js';
import { Postman } from './postman.js';

@Global()
@Module({ providers: [Mail, Postman], exports: [Mail] })
export class MailModule {}
