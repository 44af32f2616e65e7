title a conversation about a surprise
form dialogue
cast a: child
cast b: child
cast c: child
cast d: child
cast e: old
cast f: child
word why1: is going to be seventy, is coming home from hospital, has a birthday soon, has knitted caps for all of us, has mended all our toys
word g1: paint a big sign, bake a nut cake, learn a song, pick some flowers, bring a fiddle, hang up lanterns, make paper crowns, write a poem, fetch the chairs, squeeze some lemons
word g2: paint a big sign, bake a nut cake, learn a song, pick some flowers, bring a fiddle, hang up lanterns, make paper crowns, write a poem, fetch the chairs, squeeze some lemons
word g3: paint a big sign, bake a nut cake, learn a song, pick some flowers, bring a fiddle, hang up lanterns, make paper crowns, write a poem, fetch the chairs, squeeze some lemons
word g4: paint a big sign, bake a nut cake, learn a song, pick some flowers, bring a fiddle, hang up lanterns, make paper crowns, write a poem, fetch the chairs, squeeze some lemons
place p: garden, orchard, park
word day: on Saturday, on Sunday, on Friday evening, on Thursday, tomorrow
word sign: when the owl calls, when I whistle twice, when the church clock strikes six, when you see a white handkerchief, at five o'clock sharp
word hide: behind the hedge, under the table, behind the bushes, behind the big tree, behind the wall

beat line
{a.name}: Shut the door! I have something to tell you.
{a.name}: Come closer, all of you. This is a secret.
{a.name}: Are we all here? Good, then let us begin.
{a.name}: Is the window closed? What I am going to tell you is for your ears only.
beat line
{b.name}: What is it? Is it something nice?
{b.name}: Why are you whispering?
{b.name}: You look as if you had found a treasure. What is it?
beat line
{a.name}: {e.name} {why1}, and we are going to give a party.
{a.name}: It is about {e.name}, who {why1}. I want to prepare a surprise.
{a.name}: You know that {e.name} {why1}. I think that we ought to give a party.
beat line
{c.name}: That is a wonderful idea! When shall we do it?
{c.name}: I love surprises! When is it to be?
{c.name}: Yes, let us do that! But when?
beat line
{a.name}: It will be {day}, {p.in}.
{a.name}: We will meet {day}, and it will be {p.in}.
{a.name}: I thought that we could do it {day}, {p.in}.
beat line
{f.name}: And what can we do?
{f.name}: We have to share the work. Who does what?
{f.name}: One person alone cannot do it. What can each of us do?
beat mix line
{b.name}: I can {g1}.
{b.name}: May I {g1}? I would like to do that.
{b.name}: Leave it to me to {g1}.
{b.name}: Nobody else needs to {g1}. I will do it.
beat mix line
{c.name}: I am going to {g2}.
{c.name}: Let me {g2}, please!
{c.name}: I shall {g2}, if nobody else wants to.
{c.name}: I have always wanted to {g2}.
beat mix line
{d.name}: Then I will {g3}.
{d.name}: I would love to {g3}.
{d.name}: I am not good at many things, but I can {g3}.
{d.name}: You can count on me to {g3}.
beat mix line
{a.name}: I have already promised to {g4}.
{a.name}: My own part is to {g4}.
{a.name}: I myself am going to {g4}.
{a.name}: I think that I will {g4}.
beat line
{f.name}: I will bring my camera. And how do we keep it a secret?
{f.name}: I shall bring plates and cups. And nobody must say a word, not even to the cat!
beat line
{c.name}: I will be as quiet as a mouse. Where are we going to hide?
{c.name}: My lips are sealed. But where do we hide?
{c.name}: I can keep a secret. I only want to know where we are going to hide.
beat line
{a.name}: We all hide {hide} and jump out {sign}.
{a.name}: Everybody has to hide {hide}. We come out {sign}, and not before.
{a.name}: The best place is {hide}. And {sign}, all of us jump out and sing.
beat maybe line
{d.name}: If somebody sneezes, we must all cough at once.
{d.name}: I hope that I shall not giggle.
beat line
{b.name}: Hush! There are steps on the stairs.
{b.name}: Quiet, somebody is coming!
{b.name}: Stop talking! I can hear somebody coming.
beat line
{a.name}: Quick, talk about the weather!
{a.name}: Then let us pretend that we are doing our homework.
{a.name}: Everybody smile, and not a word!

ask who e
? Who is the surprise for
? Who is going to be surprised
! The surprise is for {e.name}
! It is {e.name}
ask what g1
? What will {b.name} do
? What is {b.my} part in it
! {b.name} will {g1}
! {b.name} is going to {g1}
ask what g2
? What will {c.name} do
? What does {c.name} want to do
! {c.name} will {g2}
! {c.name} wants to {g2}
ask who d
? Who will {g3}
? Who wants to {g3}
! {d.name} will do that
! It is {d.name}
ask who a
? Who will {g4}
? Who is going to {g4}
! {a.name} will do that
! It is {a.name}
ask where p
? Where will the party be
! The party will be {p.in}
! It will be {p.in}
ask where hide
? Where are they going to hide
! They will hide {hide}
! They are going to hide {hide}
